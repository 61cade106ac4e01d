package com.lehnz.contract;

import static com.lehnz.testing.Shop.event;
import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.ItemFeatures;
import com.lehnz.strategy.StrategyCatalog;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What holds for every strategy there is, known users and unknown ones, items with words and without. */
@LehnzTest
class EveryStrategyIT {
    private static final int ITEMS = 330;
    private static final int SEEN = 160;

    /** Pages of which one crosses every border: between few neighbours and all of them, what is rearranged and what is not. */
    private static final int LIMIT = 60;

    private static final Set<String> FOR_ITEMS =
            Set.of("similar", "frequently-bought-together", "frequently-consumed-together");
    private static final Set<String> FOR_ALL = Set.of("trending", "popular");

    @Autowired
    private Shops shops;

    @Autowired
    private StrategyCatalog strategies;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = shops.open();
    }

    /** Some items with words and some without, some with events and some without, some that go together. */
    private void stock() {
        shop.upsertItems(IntStream.range(0, ITEMS)
                .mapToObj(i -> item(id(i), attributes(i)))
                .toList());
        Instant start = Instant.now().minusSeconds(3600);
        // A crowd within seconds: their popularity is all but equal.
        shop.track(IntStream.range(0, SEEN)
                .mapToObj(i -> Map.of(
                        "user_id",
                        "shopper " + i,
                        "event_name",
                        "view",
                        "item_id",
                        id((i * 37) % ITEMS),
                        "timestamp",
                        start.plusMillis(i * 173L).toString()))
                .toList());
        shop.track(List.of(event("ada", "view", id(1)), event("ada", "purchase", id(2)), event("ada", "view", id(4))));
        shop.awaitItems(ITEMS);
        Stored stored = new Stored(TestEngines.shared(), shop.org());
        for (int i = 20; i < 40; i++) {
            Map<String, Double> partners = Map.of(id(1), i / 100.0, id(3), 0.2);
            stored.weigh(id(i), ItemFeatures.CONSUMED_WITH, partners);
            stored.weigh(id(i), ItemFeatures.BOUGHT_WITH, partners);
        }
    }

    private static Map<String, Object> attributes(int i) {
        Map<String, Object> attributes = new HashMap<>(Map.of("price", i));
        if (i % 3 != 0) {
            attributes.put("name", "Shoes number " + i % 40);
            attributes.put("category", "Kind " + i % 4);
        }
        if (i == 77) {
            attributes.put("rare", true);
        }
        return attributes;
    }

    private static String id(int i) {
        return "item " + i;
    }

    /** Every strategy with all kinds of starting points. */
    private List<Map<String, Object>> requests(List<String> users, List<String> items) {
        return strategies.names().stream()
                .flatMap(strategy -> {
                    if (FOR_ALL.contains(strategy)) {
                        return Stream.of(Map.<String, Object>of("strategy", strategy));
                    }
                    return FOR_ITEMS.contains(strategy)
                            ? items.stream()
                                    .map(item -> Map.<String, Object>of("strategy", strategy, "context_item_id", item))
                            : users.stream().map(user -> Map.<String, Object>of("strategy", strategy, "user_id", user));
                })
                .toList();
    }

    @Test
    void thePagesOfEachMakeOneWholeListOfAllThatMayCome() {
        stock();
        for (Map<String, Object> request : requests(List.of("ada", "nobody"), List.of(id(1), id(3), "unknown"))) {
            readAllPages(request);
        }
    }

    private void readAllPages(Map<String, Object> request) {
        int total = page(request, 1).path("pagination").path("total_items").asInt();
        int pages = (total + LIMIT - 1) / LIMIT;
        List<String> all = new ArrayList<>();
        for (int page = 1; page <= pages; page++) {
            JsonNode data = page(request, page);
            List<String> items = Shop.itemsOf(data);
            assertThat(items).as("%s page %d", request, page).hasSize(page < pages ? LIMIT : total - all.size());
            assertThat(scores(data))
                    .as("%s page %d", request, page)
                    .isSortedAccordingTo((a, b) -> Double.compare(b, a));
            JsonNode pagination = data.path("pagination");
            assertThat(pagination.path("total_items").asInt()).isEqualTo(total);
            assertThat(pagination.path("total_pages").asInt()).isEqualTo(pages);
            assertThat(pagination.path("has_next").asBoolean()).isEqualTo(page < pages);
            all.addAll(items);
        }
        assertThat(all).as(request.toString()).doesNotHaveDuplicates();
        List<String> missing = IntStream.range(0, ITEMS)
                .mapToObj(EveryStrategyIT::id)
                .filter(id -> !all.contains(id))
                .toList();
        assertThat(missing).as("what %s never shows", request).isSubsetOf(mayBeMissing(request));
        assertThat(Shop.itemsOf(page(request, pages + 1))).isEmpty();
        assertThat(Shop.itemsOf(page(request, Integer.MAX_VALUE))).isEmpty();
    }

    private static String strategy(Map<String, Object> request) {
        return String.valueOf(request.get("strategy"));
    }

    /** The item that the request starts from; what ada bought; what she left behind. */
    private static List<String> mayBeMissing(Map<String, Object> request) {
        if (request.containsKey("context_item_id")) {
            return List.of(String.valueOf(request.get("context_item_id")));
        }
        return "ada".equals(request.get("user_id")) ? List.of(id(2), id(1), id(4)) : List.of();
    }

    private JsonNode page(Map<String, Object> request, int page) {
        Map<String, Object> all = new HashMap<>(request);
        all.put("limit", LIMIT);
        all.put("page", page);
        return shop.recommend(all);
    }

    private static List<Double> scores(JsonNode data) {
        return data.path("results")
                .valueStream()
                .map(result -> result.path("score").asDouble())
                .toList();
    }

    @Test
    void eachServesItselfWhereItHasTheSignalAndSaysWhoElseWhereNot() {
        stock();
        for (Map<String, Object> request : requests(List.of("ada"), List.of(id(1)))) {
            // Ada bought something in her only visit, so there is nothing to take up again.
            String strategy = strategy(request);
            String expected = strategy.equals("session-resumption") ? "trending" : strategy;
            assertThat(shop.recommend(request).path("served_by").asString())
                    .as(request.toString())
                    .isEqualTo(expected);
        }
        for (Map<String, Object> request : requests(List.of("nobody"), List.of("unknown"))) {
            String strategy = strategy(request);
            String expected = switch (strategy) {
                case "trending", "popular", "fresh-content-boost" -> strategy;
                case "frequently-bought-together", "frequently-consumed-together" -> "popular";
                default -> "trending";
            };
            assertThat(shop.recommend(request).path("served_by").asString())
                    .as(request.toString())
                    .isEqualTo(expected);
        }
    }

    @Test
    void eachObeysFiltersAndFillsThePageFromWhatIsRare() {
        stock();
        for (Map<String, Object> request : requests(List.of("ada", "nobody"), List.of(id(1), id(3), "unknown"))) {
            Map<String, Object> rare = new HashMap<>(request);
            rare.put("filters", Map.of("rare", true));
            assertThat(shop.recommendedItems(rare)).as(rare.toString()).containsExactly(id(77));

            Map<String, Object> cheap = new HashMap<>(request);
            cheap.put("filters", Map.of("price", Map.of("gte", 10, "lt", 20)));
            assertThat(shop.recommendedItems(cheap))
                    .as(cheap.toString())
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(10, 20)
                            .mapToObj(EveryStrategyIT::id)
                            .toList());

            Map<String, Object> none = new HashMap<>(request);
            none.put("filters", Map.of("rare", "never"));
            assertEmpty(shop.recommend(none));
        }
    }

    @Test
    void anEmptyShopAnswersEmptyPages() {
        requests(List.of("nobody"), List.of("unknown")).forEach(request -> assertEmpty(shop.recommend(request)));
    }

    @Test
    void aShopWithOneItemShowsItAndNotBesideItself() {
        shop.upsertItems(List.of(item("only", Map.of("name", "Only shoes"))));
        shop.awaitItems(1);

        requests(List.of(), List.of("only")).stream()
                .filter(request -> request.containsKey("context_item_id"))
                .forEach(request -> assertEmpty(shop.recommend(request)));
        requests(List.of("nobody"), List.of("unknown"))
                .forEach(request -> assertThat(shop.recommendedItems(request))
                        .as(request.toString())
                        .containsExactly("only"));
    }

    @Test
    void aShopWithNothingActiveIsEmpty() {
        shop.upsertItems(List.of(item("a", Map.of("name", "Shoes")), item("b", Map.of("name", "Boots"))));
        shop.awaitItems(2);
        shop.track(List.of(event("ada", "view", "a")));
        shop.upsertItems(
                List.of(Map.of("item_id", "a", "status", "inactive"), Map.of("item_id", "b", "status", "deleted")));
        shop.awaitItems(0);

        requests(List.of("ada", "nobody"), List.of("a", "unknown"))
                .forEach(request -> assertEmpty(shop.recommend(request)));
    }

    private static void assertEmpty(JsonNode data) {
        assertThat(data.path("results")).as(data.toString()).isEmpty();
        assertThat(data.path("pagination").path("total_items").asInt()).isZero();
        assertThat(data.path("pagination").path("has_next").asBoolean()).isFalse();
    }
}
