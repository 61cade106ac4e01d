package com.lehnz.profile;

import com.lehnz.catalog.Attributes;
import com.lehnz.catalog.Status;
import com.lehnz.catalog.UserUpsert;
import com.lehnz.engine.Condition;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Redactor;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.RecordHandler;
import com.lehnz.pipeline.Rejections;
import com.lehnz.pipeline.Topic;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** User upserts from the queue into the users index, under whichever id they come. */
@Component
class UserIndexer implements RecordHandler<UserUpsert> {
    private static final String TOO_LARGE = "the user's attributes would have more than %,d characters of JSON in all"
            .formatted(Attributes.MOST_OF_USER);

    private final Users users;
    private final Redactor redactor;
    private final Clock clock;

    UserIndexer(Users users, Redactor redactor, Clock clock) {
        this.users = users;
        this.redactor = redactor;
        this.clock = clock;
    }

    @Override
    public Topic topic() {
        return Topic.USERS;
    }

    @Override
    public Class<UserUpsert> type() {
        return UserUpsert.class;
    }

    @Override
    public Mono<List<Rejected<UserUpsert>>> handle(OrgId org, List<Received<UserUpsert>> records) {
        Map<String, List<Received<UserUpsert>>> byId = Rejections.byKey(records, UserUpsert::userId);
        Map<String, List<Received<UserUpsert>>> byUser = new HashMap<>();
        Map<Condition, Set<String>> erased = new HashMap<>();
        Map<String, List<Received<UserUpsert>>> waiting = new HashMap<>();
        return users.modify(org, byId.keySet(), found -> Mono.just(writes(org, found, byId, byUser, erased, waiting)))
                .map(results -> Stream.concat(
                                waiting.values().stream()
                                        .flatMap(List::stream)
                                        .map(upsert -> new Rejected<>(upsert, TOO_LARGE)),
                                Rejections.of(results, byUser).stream())
                        .toList())
                .flatMap(rejected -> scrub(org, erased).thenReturn(rejected));
    }

    /**
     * @param waiting where an upsert goes that would make its user too large, and those of the user that come after it: they
     *     are taken in when it is known to be set aside, since what is older than a user's last upsert is taken for known
     */
    private List<Write> writes(
            OrgId org,
            Collection<Users.User> found,
            Map<String, List<Received<UserUpsert>>> byId,
            Map<String, List<Received<UserUpsert>>> byUser,
            Map<Condition, Set<String>> erased,
            Map<String, List<Received<UserUpsert>>> waiting) {
        List<Write> writes = new ArrayList<>();
        for (Users.User user : found) {
            List<Received<UserUpsert>> upserts =
                    inOrder(user.askedAs().stream().map(id -> byId.getOrDefault(id, List.of())));
            UserDocument before = user.document(org, upserts.getFirst().acceptedAt());
            UserDocument after = before;
            int fitting = 0;
            for (Received<UserUpsert> upsert : upserts) {
                UserDocument next = after.apply(upsert, clock.instant());
                if (next.attributes() != after.attributes()
                        && !Attributes.fit(next.attributes(), Attributes.MOST_OF_USER)) {
                    break;
                }
                after = next;
                fitting++;
            }
            List<Received<UserUpsert>> taken = upserts.subList(0, fitting);
            byUser.put(user.userId(), taken);
            waiting.put(user.userId(), upserts.subList(fitting, upserts.size()));
            // Also where they are in there already: the scrub after them may have failed.
            if (taken.stream().anyMatch(upsert -> upsert.body().status() == Status.DELETED)) {
                erased.computeIfAbsent(
                                sentBefore(after.isErased() ? null : after.activeSince()), first -> new HashSet<>())
                        .addAll(after.ids());
            }
            if (after != before) {
                writes.add(after.write(org, user.stored()));
            }
        }
        return writes;
    }

    /** Upserts of one id in the order of the queue, whatever their clocks said; those of several ids by their time. */
    private static List<Received<UserUpsert>> inOrder(Stream<List<Received<UserUpsert>>> byId) {
        List<Timed> timed = new ArrayList<>();
        byId.forEach(upserts -> {
            Instant latest = Instant.MIN;
            for (Received<UserUpsert> upsert : upserts) {
                latest = upsert.acceptedAt().isAfter(latest) ? upsert.acceptedAt() : latest;
                timed.add(new Timed(latest, upsert));
            }
        });
        return timed.stream()
                .sorted(Comparator.comparing(Timed::at))
                .map(Timed::upsert)
                .toList();
    }

    private record Timed(Instant at, Received<UserUpsert> upsert) {}

    /**
     * What events say beside the ids: pages, addresses, whatever a shop puts there. Comes after the user's document says
     * that they are erased, so an event that is stored meanwhile finds that out itself. A redelivered upsert scrubs again:
     * the node may have gone down before the first time was through.
     */
    private Mono<Void> scrub(OrgId org, Map<Condition, Set<String>> erased) {
        return Flux.fromIterable(erased.entrySet())
                .concatMap(which ->
                        redactor.remove(org, Index.EVENTS, "user_id", which.getValue(), which.getKey(), "context"))
                .then();
    }

    /** Of somebody who is active again, what came since stays. */
    private static Condition sentBefore(@Nullable Instant activeSince) {
        return activeSince == null
                ? Condition.all()
                : new Condition.Not(new Condition.Since("received_at", activeSince));
    }
}
