package com.lehnz.events;

import com.fasterxml.jackson.annotation.JsonProperty;
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
import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Rejections;
import com.lehnz.pipeline.Topic;
import com.lehnz.pipeline.TopicLog;
import com.lehnz.signals.Exposures;
import com.lehnz.signals.ItemSignals;
import com.lehnz.signals.SignalSum;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    SignalRebuild(
            Scans scans,
            StoredSignals stored,
            TopicLog log,
            Documents documents,
            ItemsGenerations generations,
            BulkWriter writer,
            OrganizationWeights weights,
            ItemSignals signals) {
        this.scans = scans;
        this.stored = stored;
        this.log = log;
        this.documents = documents;
        this.generations = generations;
        this.writer = writer;
        this.weights = weights;
        this.signals = signals;
    }

    /**
     * The part of an item that says what it has counted.
     *
     * @param upTo by partition, the offset of the last record
     */
    record Counted(@JsonProperty("counted") @Nullable Map<String, Long> upTo) {
        /** What was stored without its position was counted long ago. */
        boolean holds(@Nullable Position position) {
            if (position == null) {
                return true;
            }
            Long last = upTo == null ? null : upTo.get(position.log());
            return last != null && position.offset() <= last;
        }

        boolean isOf(Offsets impressions) {
            return impressions.firstAfter().map(Exposures::counted).noneMatch(this::holds);
        }
    }

    /** @return numbers of items that are done, as they are */
    public Flux<Integer> rebuild(OrgId org) {
        return weights.of(org)
                .flatMapMany(weigh -> scans.refresh(org, Index.ITEMS)
                        .thenMany(scans.rows(org, Index.ITEMS, ALL))
                        .flatMapIterable(rows -> rows)
                        .map(row -> row.id())
                        .buffer(ITEMS_AT_ONCE)
                        .concatMap(itemIds -> rebuild(org, itemIds, weigh).thenReturn(itemIds.size()), 1));
    }

    private Mono<Void> rebuild(OrgId org, List<String> itemIds, EventWeights weigh) {
        return generations
                .live(org)
                .flatMap(live -> rebuild(live.index(), org, itemIds, weigh))
                .flatMap(results -> {
                    // Of the second kind where another generation has taken the place of the one that was read.
                    List<String> again = results.stream()
                            .filter(result -> isStale(result.outcome()))
                            .map(result -> result.write().key())
                            .toList();
                    Rejections.requireNone(results.stream()
                            .filter(result -> !isStale(result.outcome()))
                            .toList());
                    return again.isEmpty() ? Mono.empty() : rebuild(org, again, weigh);
                });
    }

    private Mono<List<WriteResult>> rebuild(Index items, OrgId org, List<String> itemIds, EventWeights weigh) {
        return documents
                .getAll(org, items, itemIds, Counted.class, List.of("counted"))
                .delayUntil(counted -> storedTo(counted.values()))
                // What an item has counted is stored by now: refreshed, it can be found.
                .flatMap(counted -> stored.refresh(org)
                        .then(sums(org, counted, weigh))
                        .map(sums -> writes(org, items, counted, sums)))
                .flatMap(writer::write);
    }

    /** Events are stored before they are counted, but impressions are stored and counted by workers of their own. */
    private Mono<Offsets> storedTo(Collection<Document<Counted>> items) {
        return log.workedThrough(Topic.IMPRESSIONS)
                .filter(impressions ->
                        items.stream().allMatch(item -> item.source().isOf(impressions)))
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofSeconds(1)))
                .timeout(
                        STORED_WITHIN,
                        Mono.error(() -> new IllegalStateException(
                                "Impressions that were counted wait to be stored: see the backlog of %s."
                                        .formatted(Topic.IMPRESSIONS.topicName()))));
    }

    private static boolean isStale(Outcome outcome) {
        return outcome instanceof Outcome.Conflict || outcome instanceof Outcome.Missing;
    }

    private Mono<Map<String, SignalSum>> sums(OrgId org, Map<String, Document<Counted>> items, EventWeights weigh) {
        return stored.of(org, items.keySet(), weigh).collect(HashMap::new, (sums, signal) -> {
            Document<Counted> item = items.get(signal.itemId());
            if (item != null && item.source().holds(signal.position())) {
                sums.computeIfAbsent(signal.itemId(), first -> new SignalSum())
                        .add(signal.decays(), signal.weight(), signal.at());
            }
        });
    }

    private List<Write> writes(
            OrgId org, Index items, Map<String, Document<Counted>> counted, Map<String, SignalSum> sums) {
        return counted.entrySet().stream()
                .<Write>map(item -> signals.replacement(
                        org,
                        items,
                        item.getKey(),
                        sums.getOrDefault(item.getKey(), new SignalSum()),
                        item.getValue().revision()))
                .toList();
    }
}
