package com.lehnz.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.attribution.RecommendationId;
import com.lehnz.engine.Index;
import com.lehnz.pipeline.DeadLetter;
import com.lehnz.pipeline.DeadLetterFile;
import com.lehnz.pipeline.PipelineProperties;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Records that can never be handled are set aside with their reason, and those behind them are handled. */
class PoisonIT {
    private static final Engines engines = TestEngines.killable();
    private static final Service service =
            Service.start(engines, "lehnz.profile.items-patience=2s", "lehnz.attribution.window=60d");
    private static final Shop shop = service.openShop();
    private static final RawKafka kafka = new RawKafka(engines);
    private static final DeadLetterFile file = new DeadLetterFile(service.bean(PipelineProperties.class));

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
        NO_SIGNALS(Topic.SIGNALS, org() + ":x", bytes("{}"), "NullPointerException"),
        // As long as a record of that queue can be.
        LONG_GARBAGE(Topic.EVENTS, org() + ":x", new byte[16 * 1024 * 1024 - 200], "unreadable");

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
        int before = letters().size();
        String good = "good-" + poison.name();
        kafka.send(poison.topic, poison.key, new byte @Nullable [][] {poison.value});
        // Behind the poison in its partition, where that had a key of ours.
        kafka.send(poison.topic, org() + ":x", good(poison.topic, good));
        shop.settle(poison.topic);

        List<DeadLetterFile.Summary> letters = letters();
        assertThat(letters).hasSize(before + 1);
        DeadLetter letter = file.find(letters.getLast().id()).orElseThrow();
        assertThat(letter.topic()).isEqualTo(poison.topic.topicName());
        assertThat(letter.key()).isEqualTo(poison.key);
        assertThat(letter.value()).as("byte for byte").isEqualTo(poison.value);
        assertThat(letter.reason()).contains(poison.reason).hasSizeLessThan(3_000);
        assertThat(letter.position().log()).contains("/");
        Stored stored = new Stored(engines, shop.org());
        assertThat(poison.topic == Topic.EVENTS ? stored.events() : stored.items())
                .containsKey(good);
        if (poison.key != null && poison.key.startsWith(org())) {
            assertThat(stored.deadLetters()).anySatisfy(note -> {
                assertThat(note.path("topic").asString()).isEqualTo(poison.topic.topicName());
                assertThat(note.path("reason").asString()).isEqualTo(letter.reason());
            });
        }
    }

    /** Anybody may send an event of long ago, and somebody may have closed that month for good. */
    @Test
    void eventsOfAMonthThatTakesNoWritesAreSetAsideAndTheNextOnesAreHandled() {
        shop.track(List.of(longAgo("before")));
        Stored.blockWrites(engines, "lehnz-events-2021.05", true);
        int before = letters().size();

        shop.track(List.of(longAgo("late"), Shop.event("ada", "view", "first")));

        assertThat(letters()).hasSize(before + 1);
        DeadLetter letter = file.find(letters().getLast().id()).orElseThrow();
        assertThat(letter.reason()).contains("lehnz-events-2021.05");
        Stored.blockWrites(engines, "lehnz-events-2021.05", false);
        file.replay(List.of(letters().getLast().id()));
        shop.settle(Topic.EVENTS);
        assertThat(new Stored(engines, shop.org()).events()).containsKey("late");
    }

    /** What it led to can be credited no more, which is no reason not to learn from it. */
    @Test
    void aClickOnARecommendationOfAMonthThatTakesNoWritesIsLearnedFrom() {
        RecommendationId shown = RecommendationId.at(Instant.now().minus(Duration.ofDays(40)));
        String month = Index.impressions(shown.moment()).readName(shop.org());
        shop.track(List.of(click("c1", shown)));
        Stored.blockWrites(engines, month, true);
        int before = letters().size();

        shop.track(List.of(click("c2", shown)));

        Stored.blockWrites(engines, month, false);
        assertThat(letters()).hasSize(before);
        assertThat(new Stored(engines, shop.org()).events()).containsKeys("c1", "c2");
        assertThat(shop.stored(Index.USERS, "clicking").path("profile").path("recent"))
                .hasSize(2);
        assertThat(shop.stored(Index.impressions(shown.moment()), shown.toString())
                        .path("clicks")
                        .asInt())
                .isEqualTo(1);
    }

    private static Map<String, Object> click(String id, RecommendationId shown) {
        return Map.of(
                "event_id", id,
                "user_id", "clicking",
                "event_name", "click",
                "item_id", "first",
                "recommendation_id", shown.toString());
    }

    @Test
    void anOrganizationWhoseItemsCannotBeReadHoldsUpNobodysEventsAndLosesNoneOfItsOwn() {
        Shop closed = service.openShop();
        closed.upsertItems(List.of(Shop.item("boots", Map.of("name", "Boots", "category", "Shoes"))));
        closed.settle(Topic.ITEMS);
        String index = "lehnz-items-" + closed.org() + "-1";
        Stored.close(engines, index, true);

        // From here on every partition has something of theirs.
        closed.track(IntStream.range(0, 50)
                .mapToObj(i -> Shop.event("user " + i, "remove_from_cart", "boots"))
                .toList());
        shop.track(List.of(Shop.event("somebody", "view", "first")));
        assertThat(new Stored(engines, shop.org()).users()).containsKey("somebody");

        Stored.close(engines, index, false);
        Stored stored = new Stored(engines, closed.org());
        assertThat(stored.events()).hasSize(50);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(stored.users().values())
                        .hasSize(50)
                        .allSatisfy(user -> assertThat(user.path("waiting_for")).isEmpty()));
    }

    private static Map<String, Object> longAgo(String id) {
        return Map.of(
                "event_id",
                id,
                "user_id",
                "ada",
                "event_name",
                "view",
                "item_id",
                "first",
                "timestamp",
                "2021-05-05T12:00:00Z");
    }

    /** Also those that look like ours: what another producer puts into them is no reason to stop. */
    @Test
    void headersThatNobodyUnderstandsDoNotMatter() {
        int before = letters().size();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (String name : List.of("lehnz-log", "lehnz-offset", "lehnz-origin", "lehnz-replayed")) {
            for (byte @Nullable [] value : Arrays.asList(null, bytes(""), bytes("x"), bytes("/"), bytes("a/b"))) {
                Headers headers =
                        new RecordHeaders().add("lehnz-log", bytes("log")).add(name, value);
                records.add(new ProducerRecord<>(
                        Topic.ITEMS.topicName(), null, org() + ":x", item("with-" + name), headers));
            }
        }
        kafka.send(records);
        kafka.send(Topic.ITEMS, org() + ":x", item("behind them"));
        shop.settle(Topic.ITEMS);

        assertThat(letters()).hasSize(before);
        assertThat(new Stored(engines, shop.org()).items())
                .containsKeys("with-lehnz-log", "with-lehnz-offset", "with-lehnz-origin", "behind them");
    }

    @Test
    void anUpsertThatIsRefusedTakesNoOtherOfItsItemAlong() {
        int before = letters().size();
        byte[] bad = bytes("{\"item_id\": \"mixed\", \"item_type\": \"%s\"}".formatted("y".repeat(40_000)));
        byte[] priced = bytes("{\"item_id\": \"mixed\", \"attributes\": {\"price\": 5}}");

        kafka.send(Topic.ITEMS, org() + ":mixed", item("mixed"), bad, priced, bad);
        shop.settle(Topic.ITEMS);

        assertThat(letters()).hasSize(before + 2);
        JsonNode attributes = shop.storedItem("mixed").path("attributes");
        assertThat(attributes.path("name").asString()).isEqualTo("Boots");
        assertThat(attributes.path("price").asInt()).isEqualTo(5);
    }

    private static List<DeadLetterFile.Summary> letters() {
        return file.waiting();
    }

    private static String org() {
        return shop.org().value();
    }

    /** A record that leaves something of this id behind. */
    private static byte[] good(Topic topic, String id) {
        return switch (topic) {
            case ITEMS -> item(id);
            case EVENTS -> event(id, "view");
            case SIGNALS -> bytes("""
                {"signals": [{"item_id": "%s", "kind": "INTERACTION", "position": {"log": "log", "offset": 1},
                 "weight": 1, "at": "2026-01-31T12:00:00Z"}]}
                """.formatted(id));
            default -> throw new IllegalArgumentException(topic.topicName());
        };
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
