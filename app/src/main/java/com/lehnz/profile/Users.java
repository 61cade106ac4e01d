package com.lehnz.profile;

import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.Document;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Outcome;
import com.lehnz.engine.Write;
import com.lehnz.engine.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The users index: everybody by any of their ids, whatever was merged into what. */
@Component
class Users {
    /** Merging keeps chains free of circles; this only keeps a damaged index from holding up everybody. */
    static final int LONGEST_CHAIN = 50;

    private static final Duration LONGEST_BACKOFF = Duration.ofMillis(200);

    private final Documents documents;
    private final BulkWriter writer;

    Users(Documents documents, BulkWriter writer) {
        this.documents = documents;
        this.writer = writer;
    }

    /**
     * Somebody, under the id that has everything.
     *
     * @param askedAs the ids that led here
     * @param stored null where nothing is known of that id yet
     */
    record User(
            String userId, Set<String> askedAs, @Nullable Document<UserDocument> stored) {
        boolean isErased() {
            return stored != null && stored.source().isErased();
        }

        /** Their document, or the one they begin with. */
        UserDocument document(OrgId org, Instant now) {
            return stored == null ? UserDocument.firstSeen(org, userId, now) : stored.source();
        }
    }

    /** What to write given who is there: at most one write for each, keyed by their id. */
    @FunctionalInterface
    interface Decision {
        Mono<List<Write>> decide(Collection<User> users);
    }

    /** Everybody that the ids lead to, as last written, each once. */
    Mono<Collection<User>> find(OrgId org, Collection<String> ids) {
        Map<String, String> leadsTo = new LinkedHashMap<>();
        ids.forEach(id -> leadsTo.put(id, id));
        return follow(org, leadsTo, new HashMap<>(), 0).map(found -> {
            Map<String, User> users = new LinkedHashMap<>();
            leadsTo.forEach((askedAs, userId) -> users.computeIfAbsent(
                            userId, first -> new User(userId, new LinkedHashSet<>(), found.get(userId)))
                    .askedAs()
                    .add(askedAs));
            return users.values();
        });
    }

    private Mono<Map<String, Document<UserDocument>>> follow(
            OrgId org, Map<String, String> leadsTo, Map<String, Document<UserDocument>> found, int hops) {
        if (hops > LONGEST_CHAIN) {
            return Mono.error(new IllegalStateException("ids are merged in a circle: " + leadsTo.values()));
        }
        Set<String> ends = new LinkedHashSet<>(leadsTo.values());
        ends.removeAll(found.keySet());
        return documents
                .getAll(org, Index.USERS, ends, UserDocument.class, List.of())
                .flatMap(read -> {
                    found.putAll(read);
                    leadsTo.replaceAll((askedAs, end) -> {
                        Document<UserDocument> document = found.get(end);
                        String further =
                                document == null ? null : document.source().mergedInto();
                        return further == null ? end : further;
                    });
                    boolean arrived = read.values().stream()
                            .allMatch(document -> document.source().mergedInto() == null);
                    return arrived ? Mono.just(found) : follow(org, leadsTo, found, hops + 1);
                });
    }

    /**
     * Reads, decides, writes, and does so again for whoever was written by somebody else in between.
     *
     * @return one result per write that was not repeated
     */
    Mono<List<WriteResult>> modify(OrgId org, Collection<String> ids, Decision decision) {
        return modify(org, ids, decision, Duration.ofMillis(5));
    }

    private Mono<List<WriteResult>> modify(OrgId org, Collection<String> ids, Decision decision, Duration backoff) {
        if (ids.isEmpty()) {
            return Mono.just(List.of());
        }
        return find(org, ids)
                .flatMap(users -> decision.decide(users).flatMap(writer::write).flatMap(results -> {
                    Set<String> conflicts = new LinkedHashSet<>();
                    List<WriteResult> settled = new ArrayList<>();
                    for (WriteResult result : results) {
                        if (result.outcome() instanceof Outcome.Conflict) {
                            conflicts.add(result.write().key());
                        } else {
                            settled.add(result);
                        }
                    }
                    if (conflicts.isEmpty()) {
                        return Mono.just(settled);
                    }
                    List<String> again = users.stream()
                            .filter(user -> conflicts.contains(user.userId()))
                            .flatMap(user -> user.askedAs().stream())
                            .toList();
                    return Mono.delay(jittered(backoff))
                            .then(modify(org, again, decision, longer(backoff)))
                            .map(later -> {
                                settled.addAll(later);
                                return settled;
                            });
                }));
    }

    private static Duration longer(Duration backoff) {
        Duration doubled = backoff.multipliedBy(2);
        return doubled.compareTo(LONGEST_BACKOFF) < 0 ? doubled : LONGEST_BACKOFF;
    }

    private static Duration jittered(Duration backoff) {
        return backoff.plusMillis(ThreadLocalRandom.current().nextLong(backoff.toMillis() + 1));
    }
}
