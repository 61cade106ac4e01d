package com.lehnz.events;

import com.lehnz.attribution.Credits;
import com.lehnz.engine.OrgId;
import com.lehnz.pipeline.Message;
import com.lehnz.pipeline.Publisher;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.RecordHandler;
import com.lehnz.pipeline.Topic;
import com.lehnz.profile.IdentityMerger;
import com.lehnz.profile.Interaction;
import com.lehnz.profile.ProfileLearner;
import com.lehnz.signals.ItemSignal;
import com.lehnz.signals.SignalBatch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Events from the queue to what is known: stored first, then their users' profiles, and on to their items' counts. */
@Component
class EventProcessor implements RecordHandler<Event> {
    /** A user is written once per batch, whatever the number of their events in it. */
    private static final int BATCHES_AT_ONCE = 16;

    private static final int SENT_AT_ONCE = 1_000;

    private final EventStore store;
    private final IdentityMerger identities;
    private final ProfileLearner profiles;
    private final Publisher publisher;
    private final Credits credits;
    private final OrganizationWeights weights;

    EventProcessor(
            EventStore store,
            IdentityMerger identities,
            ProfileLearner profiles,
            Publisher publisher,
            Credits credits,
            OrganizationWeights weights) {
        this.store = store;
        this.identities = identities;
        this.profiles = profiles;
        this.publisher = publisher;
        this.credits = credits;
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
    public int most(int batchSize) {
        return batchSize * BATCHES_AT_ONCE;
    }

    @Override
    public Mono<List<Rejected<Event>>> handle(OrgId org, List<Received<Event>> records) {
        return weights.of(org)
                .flatMap(weigh -> store.store(org, records).flatMap(stored -> takeIn(org, stored, weigh)));
    }

    private Mono<List<Rejected<Event>>> takeIn(OrgId org, EventStore.Stored stored, EventWeights weigh) {
        List<Received<Event>> events = stored.counting();
        Mono<Void> aboutUsers = identify(org, events)
                .then(profiles.learn(org, byUser(events, weigh)))
                .flatMap(erased -> store.forgetContexts(org, sentBefore(erased, events)));
        return Mono.when(aboutUsers, credits.credit(org, Crediting.of(events)))
                // Last: whatever fails before it is tried again, and this with it.
                .then(Mono.defer(() -> sendOn(org, events, weigh)))
                .thenReturn(rejected(stored));
    }

    /** What the batch says of items, on to where it is counted. */
    private Mono<Void> sendOn(OrgId org, List<Received<Event>> events, EventWeights weigh) {
        Map<String, List<ItemSignal>> byItem = new LinkedHashMap<>();
        for (Received<Event> event : events) {
            for (ItemSignal signal : signals(event, weigh)) {
                byItem.computeIfAbsent(signal.itemId(), first -> new ArrayList<>())
                        .add(signal);
            }
        }
        return Flux.fromIterable(byItem.entrySet())
                .map(item -> Message.of(org, item.getKey(), new SignalBatch(item.getValue())))
                .buffer(SENT_AT_ONCE)
                .concatMap(messages -> publisher.publish(Topic.SIGNALS, messages))
                .then();
    }

    /**
     * Before the batch's other events, whatever their order: what is learned does not depend on when two ids turned out to
     * be one.
     */
    private Mono<Void> identify(OrgId org, List<Received<Event>> events) {
        List<IdentityMerger.SamePerson> same = new ArrayList<>();
        for (Received<Event> received : events) {
            Event event = received.body();
            if (event.eventName().equals(StandardEvent.IDENTIFY.eventName()) && event.previousUserId() != null) {
                same.add(new IdentityMerger.SamePerson(event.previousUserId(), event.userId()));
            }
        }
        return identities.merge(org, same);
    }

    private static List<Rejected<Event>> rejected(EventStore.Stored stored) {
        List<Rejected<Event>> rejected = new ArrayList<>();
        stored.refused().forEach((event, reason) -> rejected.add(new Rejected<>(event, reason)));
        return rejected;
    }

    private static List<Received<Event>> sentBefore(Map<String, Instant> erased, List<Received<Event>> events) {
        return events.stream()
                .filter(event -> event.acceptedAt()
                        .isBefore(erased.getOrDefault(event.body().userId(), Instant.MIN)))
                .toList();
    }

    /** Also users who did nothing with an item: they have been seen. */
    private static Map<String, List<Received<Interaction>>> byUser(List<Received<Event>> events, EventWeights weigh) {
        Map<String, List<Received<Interaction>>> byUser = new LinkedHashMap<>();
        for (Received<Event> event : events) {
            byUser.computeIfAbsent(event.body().userId(), first -> new ArrayList<>())
                    .addAll(interaction(event, weigh).stream().toList());
        }
        return byUser;
    }

    /** An exposure that has a weight is both. */
    private static List<ItemSignal> signals(Received<Event> received, EventWeights weigh) {
        Event event = received.body();
        if (event.itemId() == null) {
            return List.of();
        }
        List<ItemSignal> signals = new ArrayList<>();
        double weight = weigh.of(event);
        if (weight > 0) {
            signals.add(ItemSignal.interaction(event.itemId(), received.position(), weight, Event.at(received)));
        }
        if (event.eventFamily() == EventFamily.EXPOSURE) {
            signals.add(ItemSignal.exposure(event.itemId(), received.position(), Event.at(received)));
        }
        return signals;
    }

    private static Optional<Received<Interaction>> interaction(Received<Event> received, EventWeights weigh) {
        Event event = received.body();
        double weight = weigh.of(event);
        if (event.itemId() == null || weight == 0) {
            return Optional.empty();
        }
        var interaction = new Interaction(
                event.eventId(),
                event.itemId(),
                event.eventName(),
                event.sessionId(),
                weight,
                Event.at(received).truncatedTo(ChronoUnit.MILLIS));
        return Optional.of(received.with(interaction));
    }
}
