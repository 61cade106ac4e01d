package com.lehnz.profile;

import com.lehnz.catalog.Attributes;
import com.lehnz.catalog.Fitting;
import com.lehnz.catalog.Status;
import com.lehnz.catalog.UserUpsert;
import com.lehnz.engine.Condition;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Redactor;
import com.lehnz.engine.Write;
import com.lehnz.engine.WriteResult;
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
        Map<String, Fitting<UserDocument, UserUpsert>> byUser = new HashMap<>();
        Map<Condition, Set<String>> erased = new HashMap<>();
        return users.modify(org, byId.keySet(), found -> Mono.just(writes(org, found, byId, byUser, erased)))
                .map(results -> rejected(results, byUser))
                .flatMap(rejected -> scrub(org, erased).thenReturn(rejected));
    }

    private static List<Rejected<UserUpsert>> rejected(
            List<WriteResult> results, Map<String, Fitting<UserDocument, UserUpsert>> byUser) {
        Map<String, List<Received<UserUpsert>>> taken = new HashMap<>();
        byUser.forEach((userId, fitting) -> taken.put(userId, fitting.taken()));
        return Stream.concat(
                        byUser.values().stream().flatMap(Fitting::rejected), Rejections.of(results, taken).stream())
                .toList();
    }

    private List<Write> writes(
            OrgId org,
            Collection<Users.User> found,
            Map<String, List<Received<UserUpsert>>> byId,
            Map<String, Fitting<UserDocument, UserUpsert>> byUser,
            Map<Condition, Set<String>> erased) {
        List<Write> writes = new ArrayList<>();
        for (Users.User user : found) {
            List<Received<UserUpsert>> upserts =
                    inOrder(user.askedAs().stream().map(id -> byId.getOrDefault(id, List.of())));
            UserDocument before = user.document(org, upserts.getFirst().acceptedAt());
            var fitting = Fitting.of(
                    before,
                    upserts,
                    (document, upsert) -> document.apply(upsert, clock.instant()),
                    UserDocument::attributes,
                    Attributes.MOST_OF_USER);
            byUser.put(user.userId(), fitting);
            UserDocument after = fitting.document();
            // Also where they are in there already: the scrub after them may have failed.
            if (fitting.taken().stream().anyMatch(upsert -> upsert.body().status() == Status.DELETED)) {
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
