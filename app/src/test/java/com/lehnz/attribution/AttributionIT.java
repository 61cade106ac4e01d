package com.lehnz.attribution;

import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.Index;
import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Publisher;
import com.lehnz.pipeline.Received;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Clicks and conversions reach the recommendation that led to them: each once, in whatever order things arrive. */
@LehnzTest
class AttributionIT {
    @Autowired
    private Shops shops;

    @Autowired
    private Impressions impressions;

    @Autowired
    private Publisher publisher;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private ImpressionStore store;

    @Autowired
    private Credits credits;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = shops.open();
    }

    @Test
    void whatIsDoneWithARecommendedItemIsCreditedToItsRecommendationAndPosition() {
        shop.upsertItems(List.of(
                item("boots", Map.of("name", "Boots")),
                item("socks", Map.of("name", "Socks")),
                item("shoes", Map.of("name", "Shoes"))));
        shop.awaitItems(3);
        JsonNode page = shop.recommend(Map.of("strategy", "trending", "user_id", "ada", "limit", 2, "page", 2));
        String id = page.path("recommendation_id").asString();
        String shown = page.path("recommended_items").path(0).asString();
        shop.awaitImpression(id);

        shop.track(List.of(
                event("click", shown, id, Map.of()),
                event("purchase", shown, id, Map.of("price", 49.99, "quantity", 2)),
                event("purchase", "another", id, Map.of("price", "0.02")),
                event("view", shown, id, Map.of("price", 1000)),
                event("checkout_start", shown, id, Map.of("price", 1000))));

        JsonNode stored = impression(id);
        assertThat(stored.path("strategy").asString()).isEqualTo("trending");
        assertThat(stored.path("clicks").asInt()).isEqualTo(1);
        assertThat(stored.path("conversions").asInt()).isEqualTo(2);
        assertThat(stored.path("revenue").asDouble()).isEqualTo(100);
        assertThat(stored.path("credits").valueStream().map(credit -> credit.path("position")))
                .as("third of the whole ranking, twice; not shown at all")
                .extracting(position -> position.asInt(-1))
                .containsExactly(2, 2, -1);
    }

    @Test
    void whatWasAnsweredLastBeforeTheServiceStopsIsRecorded() {
        RecommendationId id = RecommendationId.at(Instant.now());
        Impressions stopping = new Impressions(publisher, meters);

        stopping.record(shop.org(), impression(id, "boots"));
        stopping.destroy();

        assertThat(shop.awaitImpression(id.toString()).path("items")).hasSize(1);
    }

    @Test
    void anEventIdCountsOnce() {
        String id = shown("boots");
        Map<String, Object> click = new HashMap<>(event("click", "boots", id, Map.of()));
        click.put("event_id", "e-1");

        shop.track(List.of(click, click));
        shop.track(List.of(click));

        assertThat(impression(id).path("clicks").asInt()).isEqualTo(1);
    }

    @Test
    void aClickThatOvertakesItsImpressionIsCreditedToo() {
        RecommendationId id = RecommendationId.at(Instant.now());
        shop.track(List.of(event("click", "socks", id.toString(), Map.of())));
        assertThat(impression(id.toString()).path("clicks").asInt()).isEqualTo(1);

        record(id, "boots", "socks");

        JsonNode stored = impression(id.toString());
        assertThat(stored.path("strategy").asString()).isEqualTo("popular");
        assertThat(stored.path("clicks").asInt()).isEqualTo(1);
        assertThat(stored.path("credits").path(0).path("position").asInt()).isEqualTo(21);
    }

    @Test
    void anotherOrganizationsRecommendationIsOutOfReach() {
        String id = shown("boots");
        JsonNode before = impression(id);
        Shop other = shops.open();

        other.track(List.of(event("purchase", "boots", id, Map.of("price", 10))));

        assertThat(impression(id)).isEqualTo(before);
        assertThat(storedOf(other).events().values())
                .as("kept on the event")
                .extracting(event -> event.path("recommendation_id").asString())
                .containsExactly(id);
        assertThat(storedOf(other).impressions().values())
                .as("what is nobody's has no strategy")
                .allMatch(stub -> !stub.has("strategy"));
    }

    static List<String> nobodysIds() {
        Instant now = Instant.now();
        return List.of(
                "rec-1",
                "550e8400-e29b-41d4-a716-446655440000",
                RecommendationId.at(now.plus(Duration.ofHours(1))).toString(),
                RecommendationId.at(now.minus(Duration.ofDays(31))).toString());
    }

    @ParameterizedTest
    @MethodSource("nobodysIds")
    void idsThatCannotBeCreditedLeaveNoTraceButOnTheEvent(String id) {
        shop.track(List.of(event("click", "boots", id, Map.of())));

        assertThat(storedOf(shop).impressions()).isEmpty();
        assertThat(storedOf(shop).events().values())
                .extracting(event -> event.path("recommendation_id").asString())
                .containsExactly(id);
    }

    @Test
    void whateverTheOrderAndHoweverOftenItIsDeliveredTheEffectIsTheSame() {
        RecommendationId id = RecommendationId.at(Instant.now());
        Impression impression = impression(id, "a", "b", "c");
        List<Credit> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Credit.Kind kind = i % 3 == 0 ? Credit.Kind.CONVERSION : Credit.Kind.CLICK;
            all.add(new Credit(id.toString(), "e" + i, kind, i % 2 == 0 ? "b" : null, i, Instant.now()));
        }
        List<Runnable> deliveries = new ArrayList<>();
        for (int from = 0; from < all.size(); from += 5) {
            List<Credit> batch = all.subList(from, from + 5);
            for (int times = 0; times < 2; times++) {
                deliveries.add(() -> credits.credit(shop.org(), received(batch)).block());
            }
        }
        Runnable shown =
                () -> store.handle(shop.org(), received(List.of(impression))).block();
        deliveries.addAll(List.of(shown, shown, shown));
        Collections.shuffle(deliveries, new Random(7));

        deliveries.forEach(Runnable::run);

        JsonNode stored = impression(id.toString());
        assertThat(stored.path("conversions").asInt()).isEqualTo(10);
        assertThat(stored.path("clicks").asInt()).isEqualTo(20);
        assertThat(stored.path("revenue").asDouble()).isEqualTo(3 * (9 * 10) / 2.0);
        assertThat(stored.path("credits"))
                .hasSize(30)
                .allSatisfy(credit ->
                        assertThat(credit.path("position").asInt(-1)).isEqualTo(credit.has("item_id") ? 21 : -1));
    }

    @Test
    void aRecommendationKeepsABoundedNumberOfCredits() {
        String id = shown("boots");
        List<Credit> clicks = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            clicks.add(new Credit(id, "e" + i, Credit.Kind.CLICK, "boots", 0, Instant.now()));
        }

        credits.credit(shop.org(), received(clicks)).block();
        credits.credit(shop.org(), received(clicks.reversed())).block();

        assertThat(impression(id).path("clicks").asInt()).isEqualTo(1_000);
        assertThat(impression(id).path("credits")).hasSize(1_000);

        Credit bought = new Credit(id, "bought", Credit.Kind.CONVERSION, "boots", 80, Instant.now());
        credits.credit(shop.org(), received(List.of(bought))).block();
        assertThat(impression(id).path("revenue").asDouble())
                .as("no number of clicks keeps it out")
                .isEqualTo(80);
    }

    private String shown(String... items) {
        RecommendationId id = RecommendationId.at(Instant.now());
        record(id, items);
        return id.toString();
    }

    private void record(RecommendationId id, String... items) {
        impressions.record(shop.org(), impression(id, items));
        shop.awaitImpression(id.toString());
    }

    private static Impression impression(RecommendationId id, String... items) {
        return new Impression(
                id.toString(), "popular", "popular", "home", "ada", null, 20, List.of(items), id.moment());
    }

    private JsonNode impression(String id) {
        Instant moment = RecommendationId.find(id).orElseThrow().moment();
        return shop.stored(Index.impressions(moment), id);
    }

    private static Stored storedOf(Shop shop) {
        return new Stored(TestEngines.shared(), shop.org());
    }

    private static <T> List<Received<T>> received(List<T> bodies) {
        return bodies.stream()
                .map(body -> new Received<>(body, new Position("topic/0", 1), Instant.now()))
                .toList();
    }

    private static Map<String, Object> event(
            String name, String item, @Nullable String recommendationId, Map<String, Object> context) {
        Map<String, Object> event = new HashMap<>(Shop.event("ada", name, item));
        if (recommendationId != null) {
            event.put("recommendation_id", recommendationId);
        }
        event.put("context", context);
        return event;
    }
}
