package com.lehnz.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.lehnz.attribution.Impression;
import com.lehnz.attribution.Impressions;
import com.lehnz.attribution.RecommendationId;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Index;
import com.lehnz.events.SignalRebuild;
import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Received;
import com.lehnz.reindex.Missing;
import com.lehnz.reindex.Order;
import com.lehnz.reindex.Reindexer;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** How often an item was shown is known, counts each showing once, and is no sign of its popularity. */
@LehnzTest
@TestPropertySource(properties = "lehnz.signals.exposures-gathered-for=500ms")
class ExposuresIT {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Autowired
    private Shops shops;

    @Autowired
    private Impressions impressions;

    @Autowired
    private ImpressionExposures handler;

    @Autowired
    private Documents documents;

    @Autowired
    private SignalProperties properties;

    @Autowired
    private SignalRebuild rebuild;

    @Autowired
    private Reindexer reindexer;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = shops.open();
        shop.upsertItems(
                List.of(Shop.item("boots", Map.of("name", "Boots")), Shop.item("socks", Map.of("name", "Socks"))));
    }

    @Test
    void whatIsRecommendedCountsAsShown() {
        Instant now = Instant.now();
        for (int times = 0; times < 3; times++) {
            String id = RecommendationId.at(now).toString();
            impressions.record(
                    shop.org(), new Impression(id, "popular", "popular", null, null, null, 0, List.of("boots"), now));
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(exposures("boots", now)).isCloseTo(3, within(0.01)));
        assertThat(shop.storedItem("boots").has("popular_at")).isFalse();
        assertThat(shop.storedItem("socks").has("exposed_at")).isFalse();
        shop.upsertItems(List.of(Shop.item("boots", Map.of("price", 5))));
        assertThat(exposures("boots", now)).as("an upsert forgets nothing").isCloseTo(3, within(0.01));
    }

    @Test
    void eventsOfThatFamilyCountToo() {
        Map<String, Object> seen = Map.of(
                "user_id",
                "ada",
                "event_name",
                "seen",
                "event_family",
                "exposure",
                "item_id",
                "boots",
                "event_id",
                "e");

        shop.track(List.of(seen, Shop.event("ada", "view", "boots")));
        shop.track(List.of(seen));

        assertThat(exposures("boots", Instant.now())).isCloseTo(1, within(0.01));
        assertThat(shop.storedItem("boots").has("popular_at")).isTrue();
    }

    @Test
    void whatWasShownIsCountedAnewFromWhatIsStored() {
        Instant now = Instant.now();
        for (int times = 0; times < 5; times++) {
            Instant at = now.minus(Duration.ofDays(times));
            impressions.record(
                    shop.org(),
                    new Impression(
                            RecommendationId.at(at).toString(),
                            "popular",
                            "popular",
                            null,
                            null,
                            null,
                            0,
                            List.of("boots", "socks", "boots"),
                            at));
        }
        shop.track(List.of(
                Map.of("user_id", "ada", "event_name", "seen", "event_family", "exposure", "item_id", "boots")));
        double shown = 0;
        for (int days = 0; days < 5; days++) {
            shown += Math.pow(0.5, days / 7.0);
        }
        double impressionsOnly = shown;
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(exposures("boots", now)).isCloseTo(impressionsOnly + 1, within(0.01));
            assertThat(exposures("socks", now)).isCloseTo(impressionsOnly, within(0.01));
        });
        var stored = new Stored(TestEngines.shared(), shop.org());
        stored.set("boots", Map.of("exposed_at", 0));
        stored.set("socks", Map.of("exposed_at", now.plus(Duration.ofDays(100)).toEpochMilli()));

        rebuild.rebuild(shop.org()).blockLast();

        assertThat(exposures("boots", now)).isCloseTo(impressionsOnly + 1, within(0.01));
        assertThat(exposures("socks", now)).isCloseTo(impressionsOnly, within(0.01));
    }

    @Test
    void theyWaitWhileTheCatalogIsRebuilt() {
        var impression = new Impression("r", "popular", "popular", null, null, null, 0, List.of("boots"), NOW);
        var shown = new Received<>(impression, new Position("topic/0", 0), NOW);
        List<CompletableFuture<?>> counted = new ArrayList<>();

        boolean early = Objects.requireNonNull(reindexer
                .build(
                        shop.org(),
                        new Order.Anew(null, Missing.DELETE, false),
                        (done, total) -> counted.add(
                                handler.handle(shop.org(), List.of(shown)).toFuture()))
                .map(built -> counted.stream().anyMatch(CompletableFuture::isDone))
                .block());

        assertThat(early).isFalse();
        counted.forEach(CompletableFuture::join);
        assertThat(exposures("boots", NOW)).isCloseTo(1, within(0.01));
    }

    @Test
    void whateverTheBatchesEachImpressionCountsOnce() {
        List<Received<Impression>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Instant at = NOW.minus(Duration.ofHours(i));
            var impression =
                    new Impression("r" + i, "popular", "popular", null, null, null, 0, List.of("boots", "boots"), at);
            all.add(new Received<>(impression, new Position("topic/" + i % 2, i), at));
        }

        handler.handle(shop.org(), all.subList(0, 10)).block();
        handler.handle(shop.org(), all.subList(5, 30)).block();
        handler.handle(shop.org(), all).block();

        double expected = 0;
        for (int i = 0; i < 40; i++) {
            expected += Math.pow(0.5, i / (7 * 24.0));
        }
        assertThat(exposures("boots", NOW)).isCloseTo(expected, within(0.01));
    }

    @Test
    void beyondAHundredTheNumberIsRoughlyKnown() {
        handler.handle(shop.org(), shownAt(0, 100)).block();
        assertThat(exposures("boots", NOW)).isCloseTo(100, within(0.01));

        int shown = 20_000;
        handler.handle(shop.org(), shownAt(100, shown)).block();

        // Five times as far off as it is as a rule.
        assertThat(exposures("boots", NOW)).isCloseTo(shown, within(0.35 * shown));
    }

    @Test
    void whatIsShownAllTheTimeIsHardlyWritten() {
        double often = 10_000;
        long date = Math.round(properties.exposed().date(often, NOW.toEpochMilli()));
        new Stored(TestEngines.shared(), shop.org()).set("boots", Map.of("exposed_at", date));
        long before = lastWrite("boots");

        List<Received<Impression>> shown = shownAt(0, 200);
        shown.forEach(once -> handler.handle(shop.org(), List.of(once)).block());

        // Two as a rule.
        long after = lastWrite("boots");
        assertThat(after - before).isLessThan(20);
        assertThat(exposures("boots", NOW)).isBetween(often - 1, often + 20 * often / 100);

        for (int times = 0; times < 5; times++) {
            shown.forEach(again -> handler.handle(shop.org(), List.of(again)).block());
        }
        assertThat(lastWrite("boots")).isEqualTo(after);
    }

    private long lastWrite(String item) {
        return Objects.requireNonNull(documents
                        .get(shop.org(), Index.ITEMS, item, JsonNode.class, List.of("status"))
                        .block())
                .revision()
                .sequenceNumber();
    }

    private static List<Received<Impression>> shownAt(int from, int to) {
        List<Received<Impression>> shown = new ArrayList<>();
        for (int i = from; i < to; i++) {
            var impression = new Impression("r" + i, "popular", "popular", null, null, null, 0, List.of("boots"), NOW);
            shown.add(new Received<>(impression, new Position("topic/0", i), NOW));
        }
        return shown;
    }

    private double exposures(String item, Instant now) {
        return properties
                .exposed()
                .count(shop.storedItem(item).path("exposed_at").asDouble(), now.toEpochMilli());
    }
}
