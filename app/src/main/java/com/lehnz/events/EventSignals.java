package com.lehnz.events;

import com.lehnz.engine.OrgId;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.RecordHandler;
import com.lehnz.pipeline.Topic;
import com.lehnz.signals.Exposure;
import com.lehnz.signals.Exposures;
import com.lehnz.signals.ItemSignals;
import com.lehnz.signals.SignalProperties;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Events to their items' signals. A user's profile has to know of a click at once, what is trending need not; and a write
 * of an item indexes its vector and all its partners anew. So events are gathered for as long as {@code
 * lehnz.signals.gathered-for} says, beside the handler that stores them and learns profiles of them, and an item is
 * written once for all of them. An event that is not stored yet is stored here: whether it counts is known by that alone.
 */
@Component
class EventSignals implements RecordHandler<Event> {
    private static final int BATCHES_AT_ONCE = 40;

    private final EventStore store;
    private final ItemSignals signals;
    private final Exposures exposures;
    private final OrganizationWeights weights;
    private final SignalProperties properties;

    EventSignals(
            EventStore store,
            ItemSignals signals,
            Exposures exposures,
            OrganizationWeights weights,
            SignalProperties properties) {
        this.store = store;
        this.signals = signals;
        this.exposures = exposures;
        this.weights = weights;
        this.properties = properties;
    }

    @Override
    public Topic topic() {
        return Topic.EVENTS;
    }

    @Override
    public Class<Event> type() {
        return Event.class;
    }

    @Override
    public String group() {
        return topic().topicName() + ".signals";
    }

    @Override
    public Duration gatheredFor() {
        return properties.gatheredFor();
    }

    @Override
    public int most(int batchSize) {
        return batchSize * BATCHES_AT_ONCE;
    }

    /** What OpenSearch refuses, the other handler sets aside. */
    @Override
    public Mono<List<Rejected<Event>>> handle(OrgId org, List<Received<Event>> records) {
        return Mono.zip(stored(org, records), weights.of(org))
                .flatMap(known -> count(org, known.getT1(), known.getT2()))
                .thenReturn(List.of());
    }

    private Mono<List<Received<Event>>> stored(OrgId org, List<Received<Event>> records) {
        return store.store(org, records).map(EventStore.Stored::counting);
    }

    private Mono<Void> count(OrgId org, List<Received<Event>> events, EventWeights weigh) {
        return Mono.when(
                signals.count(
                        org,
                        events.stream()
                                .flatMap(event -> weigh.interaction(event).stream())
                                .toList()),
                exposures.count(org, exposures(events)));
    }

    private static List<Received<Exposure>> exposures(List<Received<Event>> events) {
        return events.stream()
                .<Received<Exposure>>mapMulti((event, exposures) -> {
                    String itemId = event.body().itemId();
                    if (itemId != null && event.body().eventFamily() == EventFamily.EXPOSURE) {
                        exposures.accept(event.with(new Exposure(itemId, Event.at(event))));
                    }
                })
                .toList();
    }
}
