package com.lehnz.accounts;

import com.lehnz.accounts.Organizations.Claim;
import com.lehnz.engine.Directory;
import com.lehnz.engine.OrgId;
import com.lehnz.pipeline.DailyTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Frees the names and e-mail addresses of registrations that a node died in: the organization that both were for was
 * never made.
 */
@Component
class Abandoned implements DailyTask {
    /** Longer than a registration can take. */
    private static final Duration OVER_AFTER = Duration.ofHours(1);

    private static final Duration LOOKED_FOR = Duration.ofDays(30);

    private final Directory directory;
    private final Organizations organizations;
    private final Clock clock;

    Abandoned(Directory directory, Organizations organizations, Clock clock) {
        this.directory = directory;
        this.organizations = organizations;
        this.clock = clock;
    }

    @Override
    public Mono<Void> run() {
        return free(clock.instant().minus(OVER_AFTER));
    }

    Mono<Void> free(Instant before) {
        Instant from = before.minus(LOOKED_FOR);
        return directory
                .created(Organizations.SLUG, from, before, Claim.class)
                .flatMapMany(Flux::fromIterable)
                .concatMap(claim -> freeUnlessFounded(
                        Organizations.SLUG, claim.key(), List.of(claim.entry().orgId())))
                .thenMany(directory
                        .created(Person.KIND, from, before, Person.class)
                        .flatMapMany(Flux::fromIterable)
                        // Whoever was ever a member of two, or is a member of none any more, did register.
                        .filter(person -> person.entry().organizations().size() == 1)
                        .concatMap(person -> freeUnlessFounded(
                                Person.KIND, person.key(), person.entry().organizations())))
                .then();
    }

    private Mono<Boolean> freeUnlessFounded(String kind, String key, List<String> orgs) {
        return organizations
                .isKnown(new OrgId(orgs.getFirst()))
                .filter(founded -> !founded)
                .flatMap(abandoned -> directory.remove(kind, key));
    }
}
