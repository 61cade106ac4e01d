package com.lehnz.weights;

import com.lehnz.engine.Condition;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Row;
import com.lehnz.engine.Scan;
import com.lehnz.engine.Scans;
import com.lehnz.events.OrganizationWeights;
import com.lehnz.profile.Interaction;
import com.lehnz.profile.ProfileProperties;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** One organization's newest evidence from its stored events, each user's under the id they ended up with. */
@Component
class EvidenceReader {
    /** Those beyond are taken for different people; each costs about 100 bytes while it is read. */
    private static final int MOST_MERGED = 500_000;

    private static final Scan MERGED =
            new Scan(new Condition.Exists("merged_into"), List.of("user_id", "merged_into"), List.of(), null);

    private final Scans scans;
    private final OrganizationWeights eventWeights;
    private final ProfileProperties profile;
    private final WeightProperties properties;

    EvidenceReader(
            Scans scans, OrganizationWeights eventWeights, ProfileProperties profile, WeightProperties properties) {
        this.scans = scans;
        this.eventWeights = eventWeights;
        this.profile = profile;
        this.properties = properties;
    }

    /**
     * What was read.
     *
     * @param fresh items with evidence that was stored since the moment asked about
     * @param newestStored when the last of it was stored
     */
    record Found(Evidence evidence, BitSet fresh, Instant newestStored) {}

    /**
     * Where there is more than may be read, two thirds are the newest of any kind and a third are older purchases: a shop
     * has a hundred views to a purchase, which would leave it the baskets of a few days.
     *
     * @param scheduler where what was read is put in order
     */
    Mono<Found> read(OrgId org, Instant since, Scheduler scheduler) {
        return Mono.zip(merged(org), eventWeights.of(org)).flatMap(known -> {
            Condition any = known.getT2().evidence();
            int most = properties.evidence();
            var reading = new Reading(known.getT1(), since);
            return scans.isMoreThan(org, Index.EVENTS, any, most)
                    .flatMap(more -> more
                            ? read(org, any, reading, most - most / 3, scheduler)
                                    .then(Mono.defer(
                                            () -> read(org, reading.olderPurchases(any), reading, most, scheduler)))
                            : read(org, any, reading, most, scheduler))
                    .then(Mono.fromSupplier(reading::found));
        });
    }

    private Mono<Void> read(OrgId org, Condition which, Reading into, int most, Scheduler scheduler) {
        return scans.rows(org, Index.EVENTS, newest(which))
                .publishOn(scheduler, 1)
                .doOnNext(rows -> into.take(rows, most))
                .takeUntil(rows -> into.size() >= most)
                .then();
    }

    private static Scan newest(Condition which) {
        return new Scan(
                which,
                List.of("user_id", "item_id", "session_id", "event_name"),
                List.of("timestamp", "stored_at"),
                "timestamp");
    }

    /** The hash of the id that each merged id leads to in the end. */
    private Mono<Map<Long, Long>> merged(OrgId org) {
        return scans.refresh(org, Index.USERS)
                .thenMany(scans.rows(org, Index.USERS, MERGED))
                .flatMapIterable(rows -> rows)
                .take(MOST_MERGED)
                .collect(() -> new HashMap<Long, Long>(), (into, row) -> {
                    String from = row.text("user_id");
                    String to = row.text("merged_into");
                    if (from != null && to != null) {
                        into.put(UserHash.of(from), UserHash.of(to));
                    }
                });
    }

    private final class Reading {
        private final Map<Long, Long> survivors;
        private final long since;
        private final Evidence.Builder builder = new Evidence.Builder();
        private final BitSet fresh = new BitSet();
        private long newestStored;
        private long oldest;

        Reading(Map<Long, Long> survivors, Instant since) {
            this.survivors = survivors;
            this.since = since.toEpochMilli();
        }

        int size() {
            return builder.size();
        }

        void take(List<Row> rows, int most) {
            for (Row row : rows) {
                if (size() < most) {
                    take(row);
                }
            }
        }

        private void take(Row row) {
            String user = row.text("user_id");
            String itemId = row.text("item_id");
            if (user == null || itemId == null) {
                return;
            }
            int item = builder.item(itemId);
            String session = row.text("session_id");
            long storedAt = row.millis("stored_at", 0);
            oldest = row.millis("timestamp", 0);
            builder.add(
                    survivor(UserHash.of(user)),
                    session == null ? SessionNumbers.UNNAMED : SessionNumbers.hash(session),
                    item,
                    oldest,
                    Interaction.PURCHASE.equals(row.text("event_name")));
            newestStored = Math.max(newestStored, storedAt);
            if (storedAt >= since) {
                fresh.set(item);
            }
        }

        Condition olderPurchases(Condition any) {
            return Condition.all(
                    any,
                    new Condition.AnyOf("event_name", List.of(Interaction.PURCHASE)),
                    new Condition.Before("timestamp", Instant.ofEpochMilli(oldest)));
        }

        /** A circle, which nothing should have made, ends where it began. */
        private long survivor(long user) {
            long last = user;
            Set<Long> passed = new HashSet<>();
            for (Long next = survivors.get(user); next != null && passed.add(last); next = survivors.get(last)) {
                last = next;
            }
            return last;
        }

        Found found() {
            return new Found(builder.build(profile.sessionGap()), fresh, Instant.ofEpochMilli(newestStored));
        }
    }
}
