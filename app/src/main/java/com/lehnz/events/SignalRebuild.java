package com.lehnz.events;

import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.Condition;
import com.lehnz.engine.Document;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Index;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Outcome;
import com.lehnz.engine.Scan;
import com.lehnz.engine.Scans;
import com.lehnz.engine.Write;
import com.lehnz.engine.WriteResult;
import com.lehnz.pipeline.Offsets;
import com.lehnz.pipeline.Rejections;
import com.lehnz.pipeline.Topic;
import com.lehnz.pipeline.TopicLog;
import com.lehnz.signals.ItemSignals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Signals of all items anew from stored events and impressions, while workers go on counting. An item's document says up
 * to which record of each partition it has counted. Its signals become the sum of what is stored up to just there, and are
 * only written while the document is as it was read, so that nothing is lost or counts twice: what comes later is counted
 * by the workers on top.
 */
@Component
public class SignalRebuild {
    private static final int ITEMS_AT_ONCE = 200;
    private static final Scan ALL = new Scan(Condition.all(), List.of(), List.of(), null);

    /** Impressions are stored within seconds of being answered, and counted a minute later. */
    private static final Duration STORED_WITHIN = Duration.ofMinutes(2);

    private final Scans scans;
    private final StoredSignals stored;
    private final TopicLog log;
    private final Documents documents;
    private final ItemsGenerations generations;
    private final BulkWriter writer;
    private final OrganizationWeights weights;
    private final ItemSignals signals;
    private final Clock clock;

    SignalRebuild(
            Scans scans,
            StoredSignals stored,
            TopicLog log,
            Documents documents,
            ItemsGenerations generations,
            BulkWriter writer,
            OrganizationWeights weights,
            ItemSignals signals,
            Clock clock) {
        this.scans = scans;
        this.stored = stored;
        this.log = log;
        this.documents = documents;
        this.generations = generations;
        this.writer = writer;
        this.weights = weights;
        this.signals = signals;
        this.clock = clock;
    }

    /** @return numbers of items that are done, as they are */
    public Flux<Integer> rebuild(OrgId org) {
        return weights.of(org)
                .flatMapMany(weigh -> scans.refresh(org, Index.ITEMS)
                        .thenMany(scans.rows(org, Index.ITEMS, ALL))
                        .flatMapIterable(rows -> rows)
                        .map(row -> row.id())
                        .buffer(ITEMS_AT_ONCE)
                        .concatMap(
                                itemIds -> rebuild(org, itemIds, weigh, new Recount())
                                        .thenReturn(itemIds.size()),
                                1));
    }

    private Mono<Void> rebuild(OrgId org, List<String> itemIds, EventWeights weigh, Recount recount) {
        return generations
                .live(org)
                .flatMap(live -> round(live.index(), org, itemIds, weigh, recount))
                .flatMap(results -> {
                    // Of the second kind where another generation has taken the place of the one that was read.
                    List<String> again = results.stream()
                            .filter(result -> isStale(result.outcome()))
                            .map(result -> result.write().key())
                            .toList();
                    Rejections.requireNone(results.stream()
                            .filter(result -> !isStale(result.outcome()))
                            .toList());
                    return again.isEmpty() ? Mono.empty() : rebuild(org, again, weigh, recount);
                });
    }

    private static boolean isStale(Outcome outcome) {
        return outcome instanceof Outcome.Conflict || outcome instanceof Outcome.Missing;
    }

    private Mono<List<WriteResult>> round(
            Index items, OrgId org, List<String> itemIds, EventWeights weigh, Recount recount) {
        Instant now = clock.instant();
        return documents
                .getAll(org, items, itemIds, Recount.Counted.class, List.of("counted"))
                .delayUntil(found -> storedTo(counted(found).values()))
                // What an item has counted is stored by now: refreshed, it can be found.
                .doOnNext(found -> recount.begin(counted(found)))
                .flatMap(found -> stored.refresh(org)
                        .thenMany(stored.of(org, Set.copyOf(itemIds), weigh, recount.readAt()))
                        .doOnNext(recount::add)
                        .then(Mono.fromCallable(() -> {
                            recount.end(now);
                            return writes(org, items, found, recount);
                        })))
                .flatMap(writer::write);
    }

    private static Map<String, Recount.Counted> counted(Map<String, Document<Recount.Counted>> found) {
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, item -> item.getValue().source()));
    }

    /** Events are stored before they are counted, but impressions are stored and counted by workers of their own. */
    private Mono<Offsets> storedTo(Collection<Recount.Counted> items) {
        return log.workedThrough(Topic.IMPRESSIONS)
                .filter(impressions -> items.stream().allMatch(item -> item.isOf(impressions)))
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofSeconds(1)))
                .timeout(
                        STORED_WITHIN,
                        Mono.error(() -> new IllegalStateException(
                                "Impressions that were counted wait to be stored: see the backlog of %s."
                                        .formatted(Topic.IMPRESSIONS.topicName()))));
    }

    private List<Write> writes(OrgId org, Index items, Map<String, Document<Recount.Counted>> found, Recount recount) {
        return found.entrySet().stream()
                .<Write>map(item -> signals.replacement(
                        org,
                        items,
                        item.getKey(),
                        recount.of(item.getKey()),
                        item.getValue().revision()))
                .toList();
    }
}
