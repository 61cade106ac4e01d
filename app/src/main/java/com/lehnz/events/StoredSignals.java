package com.lehnz.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.engine.Condition;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Scans;
import com.lehnz.pipeline.Position;
import com.lehnz.signals.ForwardDecay;
import com.lehnz.signals.ItemSignal;
import com.lehnz.signals.SignalProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All that items' signals are made of, as it is stored: events that say something about an item, and what was shown. */
@Component
class StoredSignals {
    private static final List<String> OF_EVENTS =
            List.of("item_id", "event_name", "event_family", "timestamp", "position");
    /** From when an event says that it is stored until it is, clocks that differ included. */
    private static final Duration STORED_WITHIN = Duration.ofMinutes(5);

    /** How long impressions may have waited for Kafka and their worker. */
    private static final Duration ANSWERED_BEFORE = Duration.ofHours(2);

    private static final List<String> OF_IMPRESSIONS = List.of("items", "timestamp", "position");

    private final Scans scans;
    private final Map<String, ForwardDecay> ofInteractions;
    private final Map<String, ForwardDecay> ofExposures;

    StoredSignals(Scans scans, SignalProperties properties) {
        this.scans = scans;
        this.ofInteractions = properties.ofInteractions();
        this.ofExposures = properties.ofExposures();
    }

    /**
     * Something that counts for an item.
     *
     * @param position under which the item remembers it; null where that was not kept
     * @param decays in which it counts, by the item's field
     */
    record Signal(
            String itemId, @Nullable Position position, Map<String, ForwardDecay> decays, double weight, Instant at) {}

    private record Happened(
            @JsonProperty("item_id") String itemId,
            @JsonProperty("event_name") String eventName,
            @JsonProperty("event_family") EventFamily family,
            @JsonProperty("timestamp") Instant at,
            @JsonProperty("position") Position position) {}

    private record Shown(
            @JsonProperty("items") List<String> items,
            @JsonProperty("timestamp") Instant at,
            @JsonProperty("position") @Nullable Position position) {}

    /** Makes what was stored so far part of what {@link #of} finds. */
    Mono<Void> refresh(OrgId org) {
        return scans.refresh(org, Index.EVENTS).then(scans.refresh(org, Index.IMPRESSIONS));
    }

    /** @param readAt when all was read that was stored by then, and need not be found again; null to find everything */
    Flux<Signal> of(OrgId org, Set<String> itemIds, EventWeights weigh, @Nullable Instant readAt) {
        Condition stored = since("stored_at", readAt, STORED_WITHIN);
        Condition answered = since("timestamp", readAt, ANSWERED_BEFORE);
        return Flux.concat(
                interactions(org, itemIds, Condition.all(stored, weigh.evidence()), weigh),
                exposures(org, itemIds, stored),
                impressions(org, itemIds, answered));
    }

    private static Condition since(String field, @Nullable Instant at, Duration margin) {
        return at == null ? Condition.all() : new Condition.Since(field, at.minus(margin));
    }

    private Flux<Signal> interactions(OrgId org, Set<String> itemIds, Condition which, EventWeights weigh) {
        return events(org, itemIds, which)
                .map(event -> new Signal(
                        event.itemId(),
                        event.position(),
                        ofInteractions,
                        weigh.of(event.eventName(), event.family()),
                        event.at()));
    }

    private Flux<Signal> exposures(OrgId org, Set<String> itemIds, Condition which) {
        Condition exposure = new Condition.AnyOf("event_family", List.of(EventFamily.EXPOSURE.json()));
        return events(org, itemIds, Condition.all(which, exposure))
                .map(event -> shown(event.itemId(), event.position(), event.at()));
    }

    private Flux<Happened> events(OrgId org, Set<String> itemIds, Condition which) {
        Condition ofItems = Condition.all(which, new Condition.AnyOf("item_id", itemIds));
        return scans.sources(org, Index.EVENTS, ofItems, Happened.class, OF_EVENTS)
                .flatMapIterable(page -> page);
    }

    private Flux<Signal> impressions(OrgId org, Set<String> itemIds, Condition which) {
        Condition ofItems = Condition.all(which, new Condition.AnyOf("items", itemIds));
        return scans.sources(org, Index.IMPRESSIONS, ofItems, Shown.class, OF_IMPRESSIONS)
                .flatMapIterable(page -> page)
                .flatMapIterable(shown -> shown.items().stream()
                        .distinct()
                        .filter(itemIds::contains)
                        .map(itemId -> shown(itemId, shown.position(), shown.at()))
                        .toList());
    }

    private Signal shown(String itemId, @Nullable Position position, Instant at) {
        return new Signal(itemId, position == null ? null : ItemSignal.shown(position), ofExposures, 1, at);
    }
}
