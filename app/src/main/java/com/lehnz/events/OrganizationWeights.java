package com.lehnz.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.lehnz.accounts.Member;
import com.lehnz.audit.AuditLog;
import com.lehnz.engine.Directory;
import com.lehnz.engine.OrgId;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How much events weigh in each organization: what the deployment is configured with, unless its admins say otherwise. */
@Component
@EnableConfigurationProperties(EventWeights.class)
public class OrganizationWeights {
    private static final String KIND = "event-weights";
    private static final int CACHED = 10_000;

    /** How long a worker may go on with weights that were changed. */
    private static final Duration TRUSTED_FOR = Duration.ofSeconds(10);

    private final Directory directory;
    private final AuditLog audit;
    private final EventWeights configured;
    private final AsyncCache<OrgId, EventWeights> cache = Caffeine.newBuilder()
            .maximumSize(CACHED)
            .expireAfterWrite(TRUSTED_FOR)
            .buildAsync();

    OrganizationWeights(Directory directory, AuditLog audit, EventWeights configured) {
        this.directory = directory;
        this.audit = audit;
        this.configured = configured;
    }

    record Entry(
            @JsonProperty("kind") String kind,
            @JsonProperty("org_id") String orgId,
            @JsonProperty("weights") Map<String, Double> weights) {}

    /** As they were within the last 10 seconds. */
    public Mono<EventWeights> of(OrgId org) {
        return Mono.fromFuture(() ->
                cache.get(org, (missing, executor) -> read(org).toFuture()).copy());
    }

    Mono<EventWeights> read(OrgId org) {
        return directory
                .find(KIND, org.value(), Entry.class)
                .map(entry -> configured.with(entry.weights()))
                .defaultIfEmpty(configured);
    }

    /** @param changed by name, in order with the configured ones; those left out are as configured */
    Mono<EventWeights> change(Member member, Map<String, Double> changed) {
        OrgId org = member.org();
        Entry entry = new Entry(KIND, org.value(), changed);
        return read(org)
                .flatMap(before -> directory
                        .add(KIND, org.value(), entry)
                        .flatMap(isFirst -> isFirst
                                ? Mono.just(entry)
                                : directory.change(KIND, org.value(), Entry.class, current -> entry))
                        .then(audit.record(
                                org,
                                member.actor(),
                                "event_weights.changed",
                                org.value(),
                                before.byName(),
                                configured.with(changed).byName())))
                .then(Mono.fromSupplier(() -> configured.with(changed)))
                .doOnNext(weights -> cache.synchronous().invalidate(org));
    }

    /** What the given changes make of the configured weights. */
    EventWeights preview(Map<String, Double> changed) {
        return configured.with(changed);
    }
}
