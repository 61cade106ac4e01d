package com.lehnz.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.pipeline.Topic;
import com.lehnz.testing.Engines;
import com.lehnz.testing.RawKafka;
import com.lehnz.testing.Service;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Records that can never be handled are set aside with their reason, and those behind them are handled. */
class PoisonIT {
    private static final Engines engines = TestEngines.killable();
    private static final Service service = Service.start(engines);
    private static final Shop shop = service.openShop();
    private static final RawKafka kafka = new RawKafka(engines);

    enum Poison {
        NO_JSON(Topic.ITEMS, org() + ":x", bytes("<item/>"), "unreadable"),
        NO_BYTES(Topic.ITEMS, org() + ":x", null, "unreadable"),
        NULL(Topic.ITEMS, org() + ":x", bytes("null"), "unreadable"),
        WRONG_TYPE(Topic.ITEMS, org() + ":x", bytes("{\"item_id\": {}}"), "unreadable"),
        NO_KEY(Topic.ITEMS, null, item("x"), "names no organization"),
        NO_ORGANIZATION(Topic.ITEMS, "x", item("x"), "names no organization"),
        UNKNOWN_ORGANIZATION(Topic.ITEMS, "nobodyknowsit:x", item("x"), "there is no index for it"),
        EMPTY(Topic.EVENTS, org() + ":x", bytes("{}"), "NullPointerException"),
        REFUSED(Topic.EVENTS, org() + ":x", event("x", "y".repeat(40_000)), "immense term"),
        LONG_GARBAGE(Topic.EVENTS, org() + ":x", new byte[12_000_000], "unreadable");

        final Topic topic;
        final @Nullable String key;
        final byte @Nullable [] value;
        final String reason;

        Poison(Topic topic, @Nullable String key, byte @Nullable [] value, String reason) {
            this.topic = topic;
            this.key = key;
            this.value = value;
            this.reason = reason;
        }
    }

    @BeforeAll
    static void awaitTopics() {
        shop.upsertItems(List.of(Shop.item("first", Map.of("name", "First"))));
        shop.track(List.of(Shop.event("ada", "view", "first")));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @EnumSource
    void poisonIsSetAsideAndTheNextRecordIsHandled(Poison poison) {
        int before = kafka.deadLetters().size();
        String good = "good-" + poison.name();
        kafka.send(poison.topic, poison.key, poison.value);
        // Behind the poison in its partition, where that had a key of ours.
        kafka.send(poison.topic, org() + ":x", poison.topic == Topic.ITEMS ? item(good) : event(good, "view"));
        shop.settle(poison.topic);

        List<JsonNode> letters = kafka.deadLetters();
        assertThat(letters).hasSize(before + 1);
        JsonNode letter = letters.stream()
                .filter(each -> each.path("topic").asString().equals(poison.topic.topicName()))
                .filter(each -> each.path("reason").asString().contains(poison.reason))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such reason among " + letters));
        assertThat(letter.path("position").path("log").asString()).contains("/");
        Stored stored = new Stored(engines, shop.org());
        assertThat(poison.topic == Topic.ITEMS ? stored.items() : stored.events())
                .containsKey(good);
    }

    private static String org() {
        return shop.org().value();
    }

    private static byte[] item(String id) {
        return bytes("{\"item_id\": \"%s\", \"attributes\": {\"name\": \"Boots\"}}".formatted(id));
    }

    private static byte[] event(String id, String name) {
        return bytes("""
                {"event_id": "%s", "user_id": "u", "event_name": "%s", "event_family": "engagement",
                 "timestamp": "2026-01-31T12:00:00Z", "item_id": "first"}
                """.formatted(id, name));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
