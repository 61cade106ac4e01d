package com.lehnz.failure;

import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.Index;
import com.lehnz.pipeline.Topic;
import com.lehnz.testing.Engines;
import com.lehnz.testing.RawKafka;
import com.lehnz.testing.Service;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is sent twice counts once, and what is delivered twice too. */
class DuplicatesIT {
    private static final Engines engines = TestEngines.killable();
    private static Service service = Service.start(engines);

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void anEventIdThatIsSentAgainCountsOnce() {
        Shop once = shop();
        Shop again = shop();
        Map<String, Object> bought = event("e1", "purchase", "boots", "2026-01-31T12:00:00Z");
        Map<String, Object> seen = event("e2", "view", "beans", "2026-01-31T12:01:00Z");

        once.track(List.of(bought, seen));
        again.track(List.of(bought, bought, seen));
        again.track(List.of(seen));
        again.track(List.of(seen, bought));

        assertThat(effects(again)).isEqualTo(effects(once));
        assertThat(new Stored(engines, again.org()).events()).containsOnlyKeys("e1", "e2");
    }

    /** It has no time of its own, so by the time of the retry it belongs into another month's index. */
    @Test
    void anEventIdThatIsSentAgainInTheNextMonthCountsOnce() {
        Shop shop = shop();
        byte[] event = """
                {"event_id": "e1", "user_id": "ada", "event_name": "view", "event_family": "engagement", "item_id": "boots"}""".getBytes(StandardCharsets.UTF_8);
        RawKafka kafka = new RawKafka(engines);
        for (String acceptedAt : List.of("2026-01-31T23:59:59Z", "2026-02-01T00:00:01Z")) {
            kafka.send(Instant.parse(acceptedAt), Topic.EVENTS, shop.org() + ":ada", event);
            shop.settle(Topic.EVENTS);
        }

        assertThat(new Stored(engines, shop.org()).events()).containsOnlyKeys("e1");
        assertThat(shop.stored(Index.USERS, "ada").path("profile").path("recent"))
                .hasSize(1);
    }

    /** Some senders stamp an event anew with every attempt. */
    @Test
    void anEventIdThatIsStampedAnewInTheNextMonthCountsOnce() {
        Shop shop = shop();

        shop.track(List.of(event("e1", "view", "boots", "2026-01-31T23:59:59Z")));
        shop.track(List.of(event("e1", "view", "boots", "2026-02-01T00:00:03Z")));

        assertThat(new Stored(engines, shop.org()).events()).containsOnlyKeys("e1");
        assertThat(shop.stored(Index.USERS, "ada").path("profile").path("recent"))
                .hasSize(1);
    }

    @Test
    void whatIsDeliveredAgainChangesNothing() {
        Shop shop = service.openShop();
        Traffic traffic = new Traffic(shop).open().start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> traffic.answered(202) > 100);
        traffic.stop();
        shop.upsertUsers(List.of(Map.of("user_id", "user-1", "attributes", Map.of("name", "Ada"))));
        shop.settle(Topic.ITEMS);
        shop.settle(Topic.EVENTS);
        Reference.requireExactlyOnce(traffic, new Stored(engines, shop.org()));
        List<Map<String, JsonNode>> before = everything(shop);

        service.close();
        for (Topic topic : List.of(Topic.ITEMS, Topic.USERS, Topic.EVENTS, Topic.SIGNALS)) {
            // The group is free at once: a node that stops says goodbye to it.
            Awaitility.await().atMost(Duration.ofSeconds(5)).ignoreExceptions().until(() -> {
                new RawKafka(engines).rewind(topic, topic.topicName() + ".worker");
                return true;
            });
        }
        service = Service.start(engines);
        Shop served = service.serve(shop);
        assertThat(served.backlog().of(Topic.EVENTS).block())
                .as("delivered again")
                .isPositive();
        served.settle(Topic.ITEMS);
        served.settle(Topic.USERS);
        served.settle(Topic.EVENTS);

        assertThat(everything(shop)).isEqualTo(before);
    }

    /** Nobody will ever work it through: operators, and commands that wait for the workers, are not to wait for it. */
    @Test
    void whatKafkaForgotBeforeItWasWorkedThroughIsNotWaitedFor() {
        Shop shop = shop();
        shop.track(List.of(event("e1", "view", "boots", "2026-01-31T12:00:00Z")));
        RawKafka kafka = new RawKafka(engines);
        service.close();
        kafka.send(Topic.EVENTS, shop.org() + ":ada", "{}".getBytes(StandardCharsets.UTF_8));
        kafka.forget(Topic.EVENTS);

        service = Service.start(engines);
        Shop served = service.serve(shop);

        assertThat(served.backlog().of(Topic.EVENTS).block()).isZero();
        served.track(List.of(event("e2", "view", "boots", "2026-01-31T12:00:01Z")));
        assertThat(new Stored(engines, shop.org()).events()).containsOnlyKeys("e1", "e2");
    }

    private static Shop shop() {
        Shop shop = service.openShop();
        shop.upsertItems(List.of(
                item("boots", Map.of("name", "Hiking boots", "category", "Footwear")),
                item("beans", Map.of("name", "Coffee beans", "category", "Coffee"))));
        return shop;
    }

    private static Map<String, Object> event(String id, String name, String item, String at) {
        return Map.of("event_id", id, "user_id", "ada", "event_name", name, "item_id", item, "timestamp", at);
    }

    /** What followed from events, without what differs between two shops. */
    private static Map<String, Object> effects(Shop shop) {
        Stored stored = new Stored(engines, shop.org());
        Map<String, Object> effects = new HashMap<>();
        stored.items()
                .forEach((id, item) -> effects.put(id, List.of(item.path("popular_at"), item.path("trending_at"))));
        JsonNode profile = Objects.requireNonNull(stored.users().get("ada")).path("profile");
        for (String part : List.of("recent", "purchased", "taste")) {
            effects.put(part, profile.path(part));
        }
        return effects;
    }

    private static List<Map<String, JsonNode>> everything(Shop shop) {
        Stored stored = new Stored(engines, shop.org());
        return List.of(stored.items(), stored.users(), stored.events());
    }
}
