package com.lehnz.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.lehnz.engine.Journal;
import com.lehnz.engine.OrgId;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The audit log: whoever changes something of an organization records it here. Entries are never changed. */
@Component
public class AuditLog {
    private final Journal journal;
    private final Clock clock;

    AuditLog(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Completes when the entry is stored.
     *
     * @param action what was done, as {@code thing.happened}
     * @param target the thing's id, or what it is known by
     * @param before an object that JSON can be made of, without secrets; null where something new was made
     * @param after likewise; null where something was removed
     */
    public Mono<Void> record(
            OrgId org, Actor actor, String action, String target, @Nullable Object before, @Nullable Object after) {
        return Mono.defer(() -> {
            AuditEntry entry = new AuditEntry(
                    UUID.randomUUID().toString(),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    actor.name(),
                    action,
                    target,
                    actor.address(),
                    before,
                    after);
            return journal.append(
                    org, new Journal.Place(entry.timestamp(), entry.entryId()), new Stored(org.value(), entry));
        });
    }

    /** The newest first. */
    public Mono<List<AuditEntry>> read(OrgId org, AuditQuery query) {
        return journal.read(org, query.page(), AuditEntry.class);
    }

    /** Forgets whole months that ended longer ago than that. */
    public Mono<Void> forget(Duration olderThan) {
        return journal.forget(clock.instant().minus(olderThan));
    }

    record Stored(
            @JsonProperty("org_id") String orgId,
            @JsonUnwrapped AuditEntry entry) {}
}
