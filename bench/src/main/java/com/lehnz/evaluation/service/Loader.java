package com.lehnz.evaluation.service;

import com.lehnz.evaluation.log.Interaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends items and events as a shop would, and waits until the service has worked through them. */
public final class Loader {
    private static final String ITEMS = "lehnz.items";
    private static final String EVENTS = "lehnz.events";
    private static final String SIGNALS = "lehnz.signals";
    private static final int BATCH = 500;
    private static final int MOST_COUNTED = 1_000;
    private static final int LOOKS = 50;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Api api;
    private final String eventName;
    private final Consumer<String> say;

    /** @param eventName what an interaction is sent as */
    public Loader(Api api, String eventName, Consumer<String> say) {
        this.api = api;
        this.eventName = eventName;
        this.say = say;
    }

    public void items(List<String> ids, Map<String, Map<String, Object>> attributes) {
        List<Map<String, Object>> items = ids.stream()
                .map(id -> Map.of("item_id", id, "attributes", attributes.getOrDefault(id, Map.of())))
                .toList();
        Pipeline pipeline = new Pipeline(api, ITEMS);
        long before = pipeline.doneWhenIdle();
        send(items, batch -> api.postPrivately("/v1/ingest/items/upsert", batch));
        pipeline.await(before + items.size());
        awaitVisible(items.size());
        say.accept("%,d items are stored".formatted(items.size()));
    }

    /**
     * Searches find what is stored a moment later. A service that pages less far never counts as many: after ten seconds
     * that must be why.
     */
    private void awaitVisible(int stored) {
        Map<String, Object> request = Map.of("strategy", "trending", "limit", 1);
        int wanted = Math.min(stored, MOST_COUNTED);
        for (int look = 0; look < LOOKS; look++) {
            if (api.post("/v1/recommend", request)
                            .at("/data/pagination/total_items")
                            .asInt()
                    >= wanted) {
                return;
            }
            Api.sleep(LOOK_AGAIN);
        }
    }

    /**
     * Back-fills a history.
     *
     * @param shift added to every time
     */
    public void history(List<Interaction> interactions, Duration shift) {
        List<Map<String, Object>> events = new ArrayList<>();
        for (Interaction each : interactions) {
            Map<String, Object> event = event("log-" + events.size(), each, each.user());
            event.put("timestamp", each.time().plus(shift).toString());
            events.add(event);
        }
        new Pipeline(api, EVENTS).doneWhenIdle();
        new Pipeline(api, SIGNALS).doneWhenIdle();
        track(events);
        say.accept("%,d events are worked through".formatted(events.size()));
    }

    /**
     * Lets interactions happen now.
     *
     * @param run makes users and events of this run other ones than those of any other
     */
    public void now(List<Interaction> interactions, int round, String run) {
        List<Map<String, Object>> events = new ArrayList<>();
        for (Interaction each : interactions) {
            events.add(event("log-%d-%d%s".formatted(round, events.size(), run), each, each.user() + run));
        }
        track(events);
    }

    private Map<String, Object> event(String id, Interaction interaction, String user) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_id", id);
        event.put("user_id", user);
        event.put("event_name", eventName);
        event.put("item_id", interaction.item());
        putIfKnown(event, "session_id", interaction.session());
        return event;
    }

    private static void putIfKnown(Map<String, Object> event, String field, @Nullable String value) {
        if (value != null) {
            event.put(field, value);
        }
    }

    private void track(List<Map<String, Object>> events) {
        if (events.isEmpty()) {
            return;
        }
        Pipeline pipeline = new Pipeline(api, EVENTS);
        Pipeline counts = new Pipeline(api, SIGNALS);
        long before = pipeline.done();
        long counted = counts.done() - counts.accepted();
        send(events, batch -> api.post("/v1/ingest/events/ingest", batch));
        pipeline.await(before + events.size());
        // What they say of items is on its way by now, and counted some seconds later.
        counts.await(counted + counts.accepted());
    }

    private static void send(List<Map<String, Object>> records, Consumer<List<Map<String, Object>>> batch) {
        for (int from = 0; from < records.size(); from += BATCH) {
            batch.accept(records.subList(from, Math.min(from + BATCH, records.size())));
        }
    }
}
