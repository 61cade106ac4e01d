package com.lehnz.events;

import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.Index;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.Topic;
import com.lehnz.signals.ForwardDecay;
import com.lehnz.signals.ItemSignal;
import com.lehnz.signals.ItemSignals;
import com.lehnz.signals.SignalProperties;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Signals are what stored events make them, whatever was written into them. */
@LehnzTest
class SignalRebuildIT {
    private static final List<String> ITEMS = List.of("tea", "pot", "cup");

    @Autowired
    private SignalRebuild rebuild;

    @Autowired
    private SignalProperties properties;

    @Autowired
    private EventWeights weights;

    @Autowired
    private ItemSignals signals;

    @Autowired
    private BulkWriter writer;

    @Autowired
    private Shops shops;

    private final Random random = new Random(5);

    @Test
    void garbageInSignalsIsGoneAfterARebuild() {
        Shop shop = open();
        shop.track(events(200));
        spoil(shop, "tea");
        spoil(shop, "idle");

        rebuild.rebuild(shop.org()).blockLast();

        requireSignalsOfStoredEvents(shop);
        assertThat(shop.storedItem("idle").has("popular_at"))
                .as("nobody did anything with it")
                .isFalse();
        assertThat(shop.storedItem("tea").path("name").asString()).isEqualTo("tea");
    }

    @Test
    void eventsThatArriveMeanwhileCountOnce() {
        Shop shop = open();
        shop.track(events(100));
        for (int round = 0; round < 10; round++) {
            spoil(shop, "tea");
            shop.post(Shop.EVENTS, shop.publishableKey(), events(50))
                    .expectStatus()
                    .isAccepted();
            rebuild.rebuild(shop.org()).blockLast();
        }
        shop.settle(Topic.EVENTS);

        requireSignalsOfStoredEvents(shop);
    }

    @Test
    void whatIsStoredButNotYetCountedIsLeftToTheWorkers() {
        Shop shop = open();
        shop.track(events(50));
        String partition = shop.storedItem("tea")
                .path("counted")
                .propertyNames()
                .iterator()
                .next();
        var late = new Received<>(
                new Event(
                        "ada",
                        "purchase",
                        EventFamily.CONVERSION,
                        "late",
                        Instant.now(),
                        "tea",
                        null,
                        null,
                        null,
                        null),
                new Position(partition, Long.MAX_VALUE),
                Instant.now());
        writer.write(List.of(new Write.Create(
                        shop.org(), Index.events(Event.at(late)), "late", StoredEvent.of(shop.org(), late))))
                .block();

        rebuild.rebuild(shop.org()).blockLast();
        double weight = weights.of("purchase", EventFamily.CONVERSION);
        signals.count(shop.org(), List.of(ItemSignal.interaction("tea", late.position(), weight, Event.at(late))))
                .block();

        requireSignalsOfStoredEvents(shop);
    }

    private Shop open() {
        Shop shop = shops.open();
        List<Map<String, Object>> items = new ArrayList<>();
        ITEMS.forEach(id -> items.add(item(id, Map.of("name", id))));
        items.add(item("idle", Map.of("name", "idle")));
        shop.upsertItems(items);
        return shop;
    }

    private List<Map<String, Object>> events(int count) {
        List<Map<String, Object>> events = new ArrayList<>();
        List<String> names = List.of("view", "click", "add_to_cart", "remove_from_cart", "purchase");
        for (int event = 0; event < count; event++) {
            events.add(Map.of(
                    "user_id", "user " + random.nextInt(20),
                    "event_name", names.get(random.nextInt(names.size())),
                    "item_id", ITEMS.get(random.nextInt(ITEMS.size())),
                    "timestamp",
                            Instant.now()
                                    .minusSeconds(random.nextInt(1_000_000))
                                    .toString()));
        }
        return events;
    }

    private void spoil(Shop shop, String item) {
        writer.write(List.of(new Write.Script(
                        shop.org(),
                        Index.ITEMS,
                        item,
                        "ctx._source.trending_at = 1L; ctx._source.popular_at = 2L",
                        Map.of())))
                .block();
    }

    private void requireSignalsOfStoredEvents(Shop shop) {
        Stored stored = new Stored(TestEngines.shared(), shop.org());
        Map<String, JsonNode> events = stored.events();
        for (String item : ITEMS) {
            List<JsonNode> ofItem = events.values().stream()
                    .filter(event -> event.path("item_id").asString().equals(item))
                    .toList();
            // Stored dates are whole milliseconds, rounded at each addition.
            var rounding = within((double) events.size());
            assertThat(shop.storedItem(item).path("popular_at").asDouble())
                    .isCloseTo(date(ofItem, properties.popular()), rounding);
            assertThat(shop.storedItem(item).path("trending_at").asDouble())
                    .isCloseTo(date(ofItem, properties.trending()), rounding);
        }
    }

    private double date(List<JsonNode> events, ForwardDecay decay) {
        return events.stream()
                .filter(event -> weight(event) > 0)
                .mapToDouble(event -> decay.date(
                        weight(event),
                        Instant.parse(event.path("timestamp").asString()).toEpochMilli()))
                .reduce(decay::add)
                .orElseThrow();
    }

    private double weight(JsonNode event) {
        return weights.of(event.path("event_name").asString(), EventFamily.ENGAGEMENT);
    }
}
