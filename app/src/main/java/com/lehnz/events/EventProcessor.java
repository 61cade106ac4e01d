package com.lehnz.events;

import com.lehnz.engine.OrgId;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.RecordHandler;
import com.lehnz.pipeline.Topic;
import com.lehnz.profile.Interaction;
import com.lehnz.profile.Profiles;
import com.lehnz.signals.ItemSignals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Events from the queue to what is known: stored first, then their users' profiles, then their items' signals. */
@Component
@EnableConfigurationProperties(EventWeights.class)
class EventProcessor implements RecordHandler<Event> {
    private final EventStore store;
    private final Profiles profiles;
    private final ItemSignals signals;
    private final EventWeights weights;

    EventProcessor(EventStore store, Profiles profiles, ItemSignals signals, EventWeights weights) {
        this.store = store;
        this.profiles = profiles;
        this.signals = signals;
        this.weights = weights;
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
    public Mono<List<Rejected<Event>>> handle(OrgId org, List<Received<Event>> records) {
        return store.store(org, records).flatMap(stored -> {
            List<Rejected<Event>> rejected = new ArrayList<>();
            stored.refused().forEach((event, reason) -> rejected.add(new Rejected<>(event, reason)));
            List<Received<Interaction>> interactions = interactions(stored.counting());
            return profiles.learn(org, byUser(stored.counting()))
                    .then(signals.count(org, interactions))
                    .thenReturn(rejected);
        });
    }

    /** Also users who did nothing with an item: they have been seen. */
    private Map<String, List<Received<Interaction>>> byUser(List<Received<Event>> events) {
        Map<String, List<Received<Interaction>>> byUser = new LinkedHashMap<>();
        for (Received<Event> event : events) {
            List<Received<Interaction>> interactions =
                    byUser.computeIfAbsent(event.body().userId(), first -> new ArrayList<>());
            interactions.addAll(interactions(List.of(event)));
        }
        return byUser;
    }

    private List<Received<Interaction>> interactions(List<Received<Event>> events) {
        List<Received<Interaction>> interactions = new ArrayList<>();
        for (Received<Event> received : events) {
            Event event = received.body();
            double weight = weights.of(event);
            if (event.itemId() != null && weight != 0) {
                var interaction =
                        new Interaction(event.eventId(), event.itemId(), event.eventName(), weight, event.timestamp());
                interactions.add(new Received<>(interaction, received.position(), received.acceptedAt()));
            }
        }
        return interactions;
    }
}
