package com.lehnz.recommend;

import static com.lehnz.testing.Shop.event;
import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.ItemFeatures;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * What each strategy's name promises, for one shopper: ada, who has always bought shoes, and looked at coffee in the last
 * hour.
 */
@LehnzTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromisesIT {
    private static final List<String> SHOES =
            List.of("boots", "runners", "sandals", "slippers", "loafers", "sneakers", "clogs", "pumps");
    private static final List<String> COFFEE =
            List.of("espresso", "grinder", "filter", "kettle", "beans", "roast", "decaf", "moka");
    private static final List<String> GARDEN = List.of("spade", "rake", "hose", "trowel", "shears", "seeds");

    @Autowired
    private Shops shops;

    private Shop shop;
    private Stored stored;
    private final Instant now = Instant.now();

    @BeforeAll
    void openShop() {
        shop = shops.open();
        stored = new Stored(TestEngines.shared(), shop.org());
        List<Map<String, Object>> items = new ArrayList<>();
        items.addAll(items(SHOES, "Shoes", "leather %s shoes for walking", 80));
        items.addAll(items(COFFEE, "Coffee", "%s for brewing espresso coffee", 20));
        items.addAll(items(GARDEN, "Garden", "%s for gardening in the yard", 30));
        shop.upsertItems(items);
        shop.awaitItems(items.size());
        shop.track(List.of(
                at(event("ada", "purchase", "boots"), Duration.ofDays(30)),
                at(event("ada", "click", "runners"), Duration.ofDays(30)),
                at(event("ada", "click", "sandals"), Duration.ofDays(29)),
                at(event("ada", "click", "loafers"), Duration.ofDays(29)),
                at(event("ada", "view", "espresso"), Duration.ofMinutes(20)),
                at(event("ada", "view", "filter"), Duration.ofMinutes(15)),
                at(event("ada", "add_to_cart", "grinder"), Duration.ofMinutes(10))));
    }

    /** Each a little dearer than the one before it. */
    private static List<Map<String, Object>> items(List<String> ids, String category, String name, int price) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (String id : ids) {
            items.add(item(
                    id,
                    Map.of(
                            "name",
                            name.formatted(id),
                            "category",
                            category,
                            "price",
                            price + items.size(),
                            "created_at",
                            "2020-01-0" + (items.size() + 1))));
        }
        return items;
    }

    private Map<String, Object> at(Map<String, Object> event, Duration ago) {
        Map<String, Object> dated = new HashMap<>(event);
        dated.put("timestamp", now.minus(ago).toString());
        return dated;
    }

    private JsonNode forAda(String strategy) {
        return shop.recommend(Map.of("strategy", strategy, "user_id", "ada", "limit", 5));
    }

    private JsonNode beside(String strategy, String itemId) {
        return shop.recommend(Map.of("strategy", strategy, "context_item_id", itemId, "limit", 5));
    }

    private static List<String> ids(JsonNode data) {
        return Shop.itemsOf(data);
    }

    private static String reason(JsonNode data, int place) {
        return data.path("results").path(place).path("reason").asString();
    }

    private static int firstOf(List<String> kind, List<String> ids) {
        return IntStream.range(0, ids.size())
                .filter(place -> kind.contains(ids.get(place)))
                .findFirst()
                .orElseThrow();
    }

    private static long count(List<String> ids, List<String> kind) {
        return ids.stream().filter(kind::contains).count();
    }

    @Test
    void personalizedKnowsBothTastesAndDoesNotSellBootsTwice() {
        List<String> ids = ids(shop.recommend(Map.of("strategy", "personalized", "user_id", "ada", "limit", 12)));

        assertThat(count(ids, SHOES)).isGreaterThanOrEqualTo(3);
        assertThat(count(ids, COFFEE)).isGreaterThanOrEqualTo(3);
        assertThat(count(ids, GARDEN)).isZero();
        assertThat(ids).doesNotContain("boots");
    }

    @Test
    void personalizedListensToWhatPeopleConsumeTogether() {
        shop.track(List.of(event("gus", "click", "clogs")));
        stored.weigh("hose", ItemFeatures.LIKED_WITH, Map.of("clogs", 0.9));

        JsonNode data = shop.recommend(Map.of("strategy", "personalized", "user_id", "gus", "limit", 5));

        assertThat(ids(data)).startsWith("hose");
        assertThat(reason(data, 0)).isEqualTo("Goes with what you liked before");
    }

    @Test
    void sessionBasedForgetsTheShoes() {
        assertThat(COFFEE).containsAll(ids(forAda("session_based")));
    }

    @Test
    void sessionResumptionBeginsWithWhatWasLeftInTheCart() {
        JsonNode data = forAda("session-resumption");

        assertThat(ids(data)).startsWith("grinder", "filter", "espresso");
        assertThat(reason(data, 0)).isEqualTo("You left this open");
        assertThat(COFFEE).containsAll(ids(data));
        assertThat(reason(data, 3)).isEqualTo("Goes on from where you left off");
    }

    @Test
    void sessionResumptionGoesBackBehindTheVisitThatIsGoingOn() {
        shop.track(List.of(at(event("kim", "view", "runners"), Duration.ofDays(2)), event("kim", "view", "spade")));

        JsonNode data = shop.recommend(Map.of("strategy", "session-resumption", "user_id", "kim", "limit", 3));

        assertThat(ids(data)).startsWith("runners").doesNotContain("spade");
    }

    @Test
    void abandonmentRecoveryOffersSomethingElseOfTheSameKind() {
        List<String> ids = ids(forAda("abandonment-recovery"));

        assertThat(COFFEE).containsAll(ids);
        assertThat(ids).doesNotContain("grinder", "filter", "espresso");
    }

    /** Whoever is back and looks at something else is still shown what they came for. */
    @Test
    void abandonmentRecoveryGoesBackBehindTheVisitThatIsGoingOnAndAwayFromWhatWasBought() {
        shop.track(List.of(
                at(event("lea", "add_to_cart", "spade"), Duration.ofDays(2)),
                at(event("lea", "purchase", "beans"), Duration.ofDays(2)),
                event("lea", "view", "roast")));

        JsonNode data = shop.recommend(Map.of("strategy", "abandonment-recovery", "user_id", "lea", "limit", 5));

        assertThat(GARDEN).containsAll(ids(data));
        assertThat(ids(data)).doesNotContain("spade");
        assertThat(reason(data, 0)).isEqualTo("An alternative to what you left behind");
    }

    @Test
    void abandonmentRecoveryKeepsAllOfALongVisitOut() {
        List<String> seen = Stream.of(SHOES, COFFEE, GARDEN)
                .flatMap(List::stream)
                .filter(itemId -> !itemId.equals("seeds"))
                .toList();
        shop.track(IntStream.range(0, seen.size())
                .mapToObj(i -> at(event("noa", "view", seen.get(i)), Duration.ofMinutes(30 - i)))
                .toList());

        assertThat(ids(shop.recommend(Map.of("strategy", "abandonment-recovery", "user_id", "noa", "limit", 30))))
                .containsExactly("seeds");
    }

    @Test
    void aVisitOfLastMonthIsNotWhatSomebodyIsAfterNow() {
        shop.track(List.of(at(event("mia", "click", "spade"), Duration.ofDays(30))));
        Function<String, JsonNode> forMia =
                strategy -> shop.recommend(Map.of("strategy", strategy, "user_id", "mia", "limit", 3));

        assertThat(forMia.apply("session_based").path("served_by").asString()).isEqualTo("trending");
        assertThat(forMia.apply("vibe-check").path("served_by").asString()).isEqualTo("trending");
        assertThat(forMia.apply("affinity-shift").path("served_by").asString()).isEqualTo("affinity-shift");
        assertThat(reason(forMia.apply("affinity-shift"), 0)).isEqualTo("Close to your interests");
    }

    @Test
    void whatSomebodyKnowsIsNoDiscovery() {
        for (String strategy : List.of("serendipity", "cold-start-booster")) {
            assertThat(ids(forAda(strategy)))
                    .as(strategy)
                    .doesNotContain("boots", "runners", "sandals", "loafers", "espresso", "filter", "grinder");
        }
    }

    @Test
    void affinityShiftFollowsTodayAndVibeCheckNothingElse() {
        JsonNode shift = shop.recommend(Map.of("strategy", "affinity-shift", "user_id", "ada", "limit", 20));
        JsonNode vibe = shop.recommend(Map.of("strategy", "vibe-check", "user_id", "ada", "limit", 20));

        assertThat(COFFEE).containsAll(ids(shift).subList(0, 5));
        assertThat(count(ids(shift).subList(0, 15), SHOES)).isGreaterThanOrEqualTo(5);
        assertThat(reason(shift, 0)).isEqualTo("Close to what you are after today");
        assertThat(reason(shift, firstOf(SHOES, ids(shift)))).isEqualTo("Close to your interests");
        assertThat(vibe.path("results")
                        .valueStream()
                        .filter(result -> result.path("reason").asString().equals("In the mood of your visit"))
                        .map(result -> result.path("item_id").asString()))
                .containsExactlyInAnyOrderElementsOf(COFFEE);
    }

    @Test
    void serendipityLeavesTheBeatenTrack() {
        List<String> usual = ids(forAda("personalized"));
        List<String> other = ids(forAda("serendipity"));

        assertThat(other).isEqualTo(ids(forAda("serendipity")));
        // Of late she has cared most for coffee.
        assertThat(count(other, COFFEE)).isLessThan(count(usual, COFFEE));
    }

    @Test
    void similarStaysWithTheKind() {
        JsonNode data = beside("similar", "boots");

        assertThat(SHOES).containsAll(ids(data));
        assertThat(ids(data)).doesNotContain("boots");
        assertThat(reason(data, 0)).isEqualTo("Similar to leather boots shoes for walking");
    }

    @Test
    void boughtAndConsumedTogetherAreDifferentThings() {
        stored.weigh("seeds", ItemFeatures.BOUGHT_WITH, Map.of("spade", 0.5));
        stored.weigh("beans", ItemFeatures.BOUGHT_WITH, Map.of("spade", 0.2));
        stored.weigh("rake", ItemFeatures.CONSUMED_WITH, Map.of("spade", 0.5));

        JsonNode bought = beside("frequently-bought-together", "spade");
        assertThat(ids(bought)).startsWith("seeds", "beans").doesNotContain("spade");
        assertThat(reason(bought, 1)).isEqualTo("Often bought together with spade for gardening in the yard");
        JsonNode consumed = beside("frequently-consumed-together", "spade");
        assertThat(ids(consumed)).startsWith("rake").doesNotContain("spade");
        assertThat(reason(consumed, 0)).startsWith("Often chosen together with spade");
    }

    @Test
    void whatCouldBeBoughtInsteadComesLater() {
        stored.weigh("roast", ItemFeatures.BOUGHT_WITH, Map.of("decaf", 0.5));
        stored.weigh("hose", ItemFeatures.BOUGHT_WITH, Map.of("decaf", 0.4));

        assertThat(ids(beside("frequently-bought-together", "decaf"))).startsWith("hose", "roast");
    }

    @Test
    void trendingIsOfTodayAndPopularOfMonths() {
        Shop other = shops.open();
        other.upsertItems(List.of(item("classic", Map.of()), item("craze", Map.of())));
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            events.add(at(event("user " + i, "purchase", "classic"), Duration.ofDays(10)));
        }
        events.add(event("someone", "view", "craze"));
        other.track(events);

        other.awaitRecommendation(
                Map.of("strategy", "trending"), data -> assertThat(ids(data)).containsExactly("craze", "classic"));
        other.awaitRecommendation(
                Map.of("strategy", "popular"), data -> assertThat(ids(data)).containsExactly("classic", "craze"));
    }

    @Test
    void coldStartBoosterMakesUpForExposure() {
        List<String> before = ids(forAda("cold-start-booster"));
        String first = before.getFirst();
        double tau = Duration.ofDays(7).toMillis() / Math.log(2);
        stored.set(first, Map.of("exposed_at", Math.round(now.toEpochMilli() + tau * Math.log(10_000))));

        assertThat(ids(forAda("cold-start-booster"))).doesNotContain(first);
    }

    @Test
    void freshContentBoostShowsWhatIsNewAndNothingElse() {
        Shop other = shops.open();
        other.upsertItems(List.of(
                item("old", Map.of("name", "Leather boots", "created_at", "2020-01-01")),
                item(
                        "new",
                        Map.of(
                                "name",
                                "Leather shoes",
                                "created_at",
                                now.minus(Duration.ofDays(2)).toString())),
                item("newest", Map.of("name", "Garden hose", "created_at", now.toString()))));
        other.track(List.of(event("bob", "click", "old")));
        other.awaitItems(3);

        JsonNode bob = other.recommend(Map.of("strategy", "fresh-content-boost", "user_id", "bob"));
        assertThat(ids(bob)).containsExactly("new", "newest", "old");
        assertThat(reason(bob, 0)).isEqualTo("New in the shop, close to your interests");
        assertThat(reason(bob, 2)).doesNotContain("New in the shop");
        JsonNode nobody = other.recommend(Map.of("strategy", "fresh-content-boost", "user_id", "nobody"));
        assertThat(ids(nobody)).startsWith("newest", "new");
    }

    @Test
    void serendipityDrawsAnewForEveryUser() {
        shop.track(List.of(event("eve", "click", "kettle"), event("fay", "click", "kettle")));

        Function<String, List<String>> serendipity =
                user -> ids(shop.recommend(Map.of("strategy", "serendipity", "user_id", user, "limit", 20)));
        assertThat(serendipity.apply("eve")).isNotEqualTo(serendipity.apply("fay"));
    }
}
