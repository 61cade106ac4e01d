package com.lehnz.profile;

import com.lehnz.catalog.Status;
import com.lehnz.embeddings.TextEmbedder;
import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.Condition;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Outcome;
import com.lehnz.engine.Redactor;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Rejections;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Merges one user into another, in two writes: the survivor takes everything in, then the other becomes a pointer. Each
 * succeeds only while its document is as it was read, otherwise all is read and done again; taking the same in twice
 * changes nothing, so a crash between the two is repaired by the redelivery. Circles cannot come about: to become a
 * pointer a document must be unchanged since it was read, and a survivor never is.
 */
@Component
public class IdentityMerger {
    private static final Logger log = LoggerFactory.getLogger(IdentityMerger.class);

    /** Pairs, each of whose documents may be 50 kB. */
    private static final int LOOKED_UP_AT_ONCE = 100;

    private static final int MERGED_AT_ONCE = 16;

    private final Users users;
    private final BulkWriter writer;
    private final ProfileItems items;
    private final ProfileRule profileRule;
    private final TasteRule tasteRule;
    private final Redactor redactor;
    private final Clock clock;

    IdentityMerger(
            Users users,
            BulkWriter writer,
            ProfileItems items,
            TextEmbedder embedder,
            ProfileProperties properties,
            Redactor redactor,
            Clock clock) {
        this.users = users;
        this.writer = writer;
        this.items = items;
        this.profileRule = new ProfileRule(properties);
        this.tasteRule = new TasteRule(properties, embedder.modelId());
        this.redactor = redactor;
        this.clock = clock;
    }

    /** Two ids that turned out to be one person's. */
    public record SamePerson(String previousUserId, String userId) {}

    /**
     * From now on both ids of each lead to one document. Nothing happens where they do already, and where one of them was
     * erased: nothing is learned about those. Unless the other one had taken it in before that, in a merge that was not
     * through: then both are one, and erased.
     *
     * @param same in the order in which it turned out; most will have been said before
     */
    public Mono<Void> merge(OrgId org, Collection<SamePerson> same) {
        return Flux.fromIterable(same)
                .distinct()
                .buffer(LOOKED_UP_AT_ONCE)
                .concatMap(some -> groups(org, some).flatMap(group -> inOrder(org, group), MERGED_AT_ONCE), 1)
                .then();
    }

    private Mono<Void> inOrder(OrgId org, List<SamePerson> group) {
        return Flux.fromIterable(group)
                .concatMap(pair -> merge(org, pair.previousUserId(), pair.userId()))
                .then();
    }

    /** Those that are not one yet, in groups with nobody in common: merges that meet would only hinder each other. */
    private Flux<List<SamePerson>> groups(OrgId org, List<SamePerson> same) {
        Set<String> ids = new HashSet<>();
        same.forEach(pair -> ids.addAll(List.of(pair.previousUserId(), pair.userId())));
        return users.find(org, ids).flatMapIterable(found -> {
            Map<String, String> leadsTo = new HashMap<>();
            found.forEach(user -> user.askedAs().forEach(id -> {
                if (!id.equals(user.userId())) {
                    leadsTo.put(id, user.userId());
                }
            }));
            List<SamePerson> apart = same.stream()
                    .filter(pair -> !end(leadsTo, pair.previousUserId()).equals(end(leadsTo, pair.userId())))
                    .toList();
            for (SamePerson pair : apart) {
                String end = end(leadsTo, pair.userId());
                String other = end(leadsTo, pair.previousUserId());
                if (!end.equals(other)) {
                    leadsTo.put(other, end);
                }
            }
            return apart.stream()
                    .collect(Collectors.groupingBy(
                            pair -> end(leadsTo, pair.userId()), LinkedHashMap::new, Collectors.toList()))
                    .values();
        });
    }

    private static String end(Map<String, String> leadsTo, String id) {
        String end = id;
        while (leadsTo.containsKey(end)) {
            end = leadsTo.get(end);
        }
        return end;
    }

    private Mono<Void> merge(OrgId org, String previousUserId, String userId) {
        return users.find(org, List.of(previousUserId, userId))
                .flatMap(found -> {
                    if (found.size() == 1) {
                        return Mono.<Void>empty();
                    }
                    if (found.stream().anyMatch(Users.User::isErased)) {
                        return eraseWhoHolds(org, found);
                    }
                    Users.User from = askedAs(found, previousUserId);
                    Users.User into = askedAs(found, userId);
                    return merge(org, from, into);
                })
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(5))
                        .maxBackoff(Duration.ofMillis(500))
                        .jitter(0.75)
                        .filter(LostRaceException.class::isInstance));
    }

    private static Users.User askedAs(Iterable<Users.User> found, String id) {
        for (Users.User user : found) {
            if (user.askedAs().contains(id)) {
                return user;
            }
        }
        throw new IllegalStateException("asked for " + id + ", got somebody else");
    }

    private Mono<Void> merge(OrgId org, Users.User from, Users.User into) {
        Instant now = clock.instant();
        UserDocument source = from.document(org, now);
        UserDocument survivor = into.document(org, now);
        if (survivor.stillHolds(source)) {
            return forget(org, into, Objects.requireNonNull(source.activeSince()))
                    .then(Mono.error(LostRaceException::new));
        }
        Set<String> ids = new HashSet<>(survivor.ids());
        ids.addAll(source.ids());
        if (ids.size() > Users.MOST_IDS) {
            log.warn("{} goes by {} ids: no more are merged", survivor.userId(), Users.MOST_IDS);
            return Mono.empty();
        }
        Profile evidence = profileRule.merge(survivor.knownProfile(), source.knownProfile());
        return items.factsIfAny(org, evidence.itemIds(), tasteRule.model())
                .flatMap(facts -> write(survivor.absorb(source, tasteRule.renew(evidence, facts), now)
                        .write(org, into.stored())))
                .then(Mono.defer(
                        () -> write(source.pointTo(survivor.userId(), now).write(org, from.stored()))))
                .doOnSuccess(done -> items.written(org));
    }

    /** What somebody had taken in of who was erased meanwhile, and is active again since. */
    private Mono<Void> forget(OrgId org, Users.User holder, Instant activeSince) {
        UserDocument person = holder.document(org, clock.instant());
        Condition before = new Condition.Not(new Condition.Since("received_at", activeSince));
        return redactor.remove(org, Index.EVENTS, "user_id", person.ids(), before, "context")
                .then(Mono.defer(() -> write(person.emptied(person.status(), activeSince, clock.instant())
                        .write(org, holder.stored()))));
    }

    /** Scrubs again where that is done: the node may have gone down before the first time was through. */
    private Mono<Void> eraseWhoHolds(OrgId org, Collection<Users.User> found) {
        Instant now = clock.instant();
        return Flux.fromIterable(found)
                .filter(Users.User::isErased)
                .concatMap(erased -> Flux.fromIterable(found)
                        .filter(user -> user != erased)
                        .concatMap(other -> eraseOther(org, erased, other, now)))
                .then();
    }

    /** Whichever of the two had taken the other one in. */
    private Mono<Void> eraseOther(OrgId org, Users.User erased, Users.User other, Instant now) {
        if (other.document(org, now).members().contains(erased.userId())) {
            return eraseBoth(org, other, erased, now);
        }
        return erased.document(org, now).members().contains(other.userId())
                ? write(other.document(org, now).pointTo(erased.userId(), now).write(org, other.stored()))
                : Mono.empty();
    }

    private Mono<Void> eraseBoth(OrgId org, Users.User holder, Users.User erased, Instant now) {
        UserDocument person = holder.document(org, now);
        Mono<Void> erase = person.isErased()
                ? Mono.empty()
                : write(person.emptied(Status.DELETED, person.activeSince(), now)
                        .write(org, holder.stored()));
        return erase.then(Mono.defer(
                        () -> redactor.remove(org, Index.EVENTS, "user_id", person.ids(), Condition.all(), "context")))
                .then(Mono.defer(() -> write(
                        erased.document(org, now).pointTo(person.userId(), now).write(org, erased.stored()))));
    }

    private Mono<Void> write(Write write) {
        return writer.write(List.of(write))
                .doOnNext(results -> {
                    if (results.getFirst().outcome() instanceof Outcome.Conflict) {
                        throw new LostRaceException();
                    }
                    Rejections.requireNone(results);
                })
                .then();
    }

    /** Somebody else has written since. */
    private static final class LostRaceException extends RuntimeException {
        private static final long serialVersionUID = 1;

        LostRaceException() {
            super(null, null, false, false);
        }
    }
}
