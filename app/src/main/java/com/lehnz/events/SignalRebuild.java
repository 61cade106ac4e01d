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
import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Rejections;
import com.lehnz.signals.ItemSignals;
import com.lehnz.signals.SignalProperties;
import com.lehnz.signals.SignalSum;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Signals of all items anew from stored events, while workers go on counting. An item's document says up to which record
 * of each partition it has counted. Its signals become the sum of the stored events up to just there, and are only
 * written while the document is as it was read, so that no event is lost or counts twice: what comes later is counted by
 * the workers on top.
 */
@Component
public class SignalRebuild {
    private static final int ITEMS_AT_ONCE = 200;
    private static final Scan ALL = new Scan(Condition.all(), List.of(), List.of(), null);
    private static final List<String> FIELDS =
            List.of("item_id", "event_name", "event_family", "timestamp", "position");

    private final Scans scans;
    private final Documents documents;
    private final ItemsGenerations generations;
    private final BulkWriter writer;
    private final OrganizationWeights weights;
    private final SignalProperties properties;

    SignalRebuild(
            Scans scans,
            Documents documents,
            ItemsGenerations generations,
            BulkWriter writer,
            OrganizationWeights weights,
            SignalProperties properties) {
        this.scans = scans;
        this.documents = documents;
        this.generations = generations;
        this.writer = writer;
        this.weights = weights;
        this.properties = properties;
    }

    /** The part of an item that says what it has counted. */
    record Counted(@JsonProperty("counted") @Nullable Map<String, Long> upTo) {
        boolean holds(Position position) {
            Long last = upTo == null ? null : upTo.get(position.log());
            return last != null && position.offset() <= last;
        }
    }

    /** The part of an event that signals are made of. */
    record Countable(
            @JsonProperty("item_id") String itemId,
            @JsonProperty("event_name") String eventName,
            @JsonProperty("event_family") EventFamily family,
            @JsonProperty("timestamp") Instant at,
            @JsonProperty("position") Position position) {}

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
                // What an item has counted was stored before: refreshed now, it can be found.
                .flatMap(counted -> scans.refresh(org, Index.EVENTS)
                        .then(sums(org, counted, weigh))
                        .map(sums -> writes(org, items, counted, sums)))
                .flatMap(writer::write);
    }

    private static boolean isStale(Outcome outcome) {
        return outcome instanceof Outcome.Conflict || outcome instanceof Outcome.Missing;
    }

    private Mono<Map<String, SignalSum>> sums(OrgId org, Map<String, Document<Counted>> items, EventWeights weigh) {
        Condition events = Condition.all(weigh.evidence(), new Condition.AnyOf("item_id", items.keySet()));
        return scans.sources(org, Index.EVENTS, events, Countable.class, FIELDS)
                .flatMapIterable(page -> page)
                .collect(HashMap::new, (sums, event) -> {
                    Document<Counted> item = items.get(event.itemId());
                    if (item != null && item.source().holds(event.position())) {
                        sums.computeIfAbsent(event.itemId(), first -> new SignalSum(properties))
                                .add(
                                        weigh.of(event.eventName(), event.family()),
                                        event.at().toEpochMilli());
                    }
                });
    }

    private List<Write> writes(
            OrgId org, Index items, Map<String, Document<Counted>> counted, Map<String, SignalSum> sums) {
        return counted.entrySet().stream()
                .<Write>map(item -> ItemSignals.replacement(
                        org,
                        items,
                        item.getKey(),
                        sums.getOrDefault(item.getKey(), new SignalSum(properties)),
                        item.getValue().revision()))
                .toList();
    }
}
