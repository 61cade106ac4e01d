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
import java.util.HashSet;
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
    /** Nobody is that many people: an id shared by a whole shop would grow its document for ever. */
    static final int MOST_IDS = 1_000;

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

        /** Events that were accepted before leave no trace; null where they do. */
        @Nullable
        Instant erasedBefore() {
            if (stored == null) {
                return null;
            }
            return isErased() ? Instant.MAX : stored.source().activeSince();
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
        return follow(org, leadsTo, new HashMap<>(), new HashSet<>()).flatMap(found -> {
            Map<String, User> users = new LinkedHashMap<>();
            leadsTo.forEach((askedAs, userId) -> users.computeIfAbsent(
                            userId, first -> new User(userId, new LinkedHashSet<>(), found.get(userId)))
                    .askedAs()
                    .add(askedAs));
            return writer.write(shortcuts(org, leadsTo, found)).thenReturn(users.values());
        });
    }

    /** Long ways are walked once. A shortcut that loses against another writer is made the next time. */
    private static List<Write> shortcuts(
            OrgId org, Map<String, String> leadsTo, Map<String, Document<UserDocument>> found) {
        List<Write> shortcuts = new ArrayList<>();
        leadsTo.forEach((askedAs, userId) -> {
            Document<UserDocument> document = found.get(askedAs);
            if (document == null) {
                return;
            }
            UserDocument pointer = document.source();
            String next = pointer.mergedInto();
            if (next != null && !next.equals(userId)) {
                shortcuts.add(pointer.pointTo(userId, pointer.updatedAt()).write(org, document));
            }
        });
        return shortcuts;
    }

    /** Completes when it has been read where every id leads to at last. */
    private Mono<Map<String, Document<UserDocument>>> follow(
            OrgId org, Map<String, String> leadsTo, Map<String, Document<UserDocument>> found, Set<String> read) {
        Set<String> unread = new LinkedHashSet<>(leadsTo.values());
        unread.removeAll(read);
        if (unread.isEmpty()) {
            return Mono.just(found);
        }
        return documents
                .getAll(org, Index.USERS, unread, UserDocument.class, List.of())
                .flatMap(documents -> {
                    read.addAll(unread);
                    found.putAll(documents);
                    leadsTo.replaceAll((askedAs, end) -> last(end, found));
                    return follow(org, leadsTo, found, read);
                });
    }

    private static String last(String id, Map<String, Document<UserDocument>> found) {
        String end = id;
        for (int hops = 0; hops < MOST_IDS; hops++) {
            Document<UserDocument> document = found.get(end);
            String further = document == null ? null : document.source().mergedInto();
            if (further == null) {
                return end;
            }
            end = further;
        }
        throw new IllegalStateException("ids are merged in a circle: " + id);
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
