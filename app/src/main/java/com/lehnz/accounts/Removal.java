package com.lehnz.accounts;

import com.lehnz.engine.Directory;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.OrganizationData;
import com.lehnz.pipeline.DailyTask;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Removes what deleted organizations have stored, again every day until Kafka can hold nothing of them any more: what was
 * on its way when one was deleted is stored after that. What remembers them meanwhile says nothing but that there was one;
 * it goes when all has been removed after that.
 */
@Component
class Removal implements DailyTask {
    private static final Logger log = LoggerFactory.getLogger(Removal.class);

    private final Directory directory;
    private final People people;
    private final OrganizationData data;
    private final Clock clock;

    Removal(Directory directory, People people, OrganizationData data, Clock clock) {
        this.directory = directory;
        this.people = people;
        this.data = data;
        this.clock = clock;
    }

    @Override
    public Mono<Void> run() {
        return directory
                .expiring(Organization.KIND, Organization.class)
                .flatMapMany(Flux::fromIterable)
                .filter(organization -> !organization.isLive())
                .concatMapDelayError(organization -> remove(organization)
                        .doOnError(error -> log.warn(
                                "what {} has stored stays for now: {}", organization.id(), error.getMessage())))
                .then();
    }

    private Mono<Void> remove(Organization organization) {
        OrgId org = organization.orgId();
        return Flux.fromIterable(organization.members())
                .concatMap(member -> people.forgets(member.personId(), org))
                .then(data.erase(org, Organization.KIND))
                .doOnNext(erased -> log.info("removed {} documents of the deleted organization {}", erased, org))
                .then(
                        isOver(organization)
                                ? directory
                                        .remove(Organization.KIND, organization.id())
                                        .then()
                                : directory
                                        .change(
                                                Organization.KIND,
                                                organization.id(),
                                                Organization.class,
                                                Organization::nameless)
                                        .then());
    }

    private boolean isOver(Organization organization) {
        return organization.expiresAt() != null && organization.expiresAt().isBefore(clock.instant());
    }
}
