package com.lehnz.recommend;

import static com.lehnz.testing.Shop.event;
import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A shop with more items than can be paged to. */
@LehnzTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DepthIT {
    private static final int ITEMS = 1_100;
    /** Among the last, so that all others are there when it is. */
    private static final int RARE = ITEMS - 1;

    private static final int DEPTH = 1_000;
    private static final int LIMIT = 30;
    private static final int PAGES = 34;
    private static final int BUYERS = 20;

    @Autowired
    private Shops shops;

    private Shop shop;

    @BeforeAll
    void openShop() {
        shop = shops.open();
        // A request takes a thousand.
        shop.upsertItems(items(0, DEPTH));
        shop.upsertItems(items(DEPTH, ITEMS));
        shop.track(
                List.of(event("ada", "purchase", id(1)), event("ada", "click", id(2)), event("ben", "click", id(3))));
        // Each buys one more than the one before.
        shop.track(IntStream.range(0, BUYERS)
                .boxed()
                .flatMap(buyer ->
                        IntStream.rangeClosed(0, buyer).mapToObj(i -> event("buyer-" + buyer, "purchase", id(i))))
                .toList());
        Stream.concat(Stream.of("ada"), IntStream.range(0, BUYERS).mapToObj(i -> "buyer-" + i))
                .forEach(user -> shop.awaitRecommendation(
                        Map.of("user_id", user),
                        data -> assertThat(data.path("served_by").asString()).isEqualTo("personalized")));
        shop.awaitRecommendation(
                Map.of("strategy", "popular", "filters", Map.of("rare", true)),
                data -> assertThat(Shop.itemsOf(data)).hasSize(1));
        shop.awaitItems(DEPTH);
    }

    private static List<Map<String, Object>> items(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> item(id(i), attributes(i)))
                .toList();
    }

    private static String id(int i) {
        return "item-" + i;
    }

    private static Map<String, Object> attributes(int i) {
        String name = "%s number %d".formatted(i % 2 == 0 ? "Leather shoes" : "Coffee beans", i);
        return i == RARE ? Map.of("name", name, "rare", true) : Map.of("name", name, "category", "Kind " + i % 4);
    }

    static List<String> strategies() {
        return List.of(
                "personalized", "similar", "frequently-bought-together", "serendipity", "trending", "session_based");
    }

    private static Map<String, Object> request(String strategy) {
        return new HashMap<>(Map.of("strategy", strategy, "user_id", "ada", "context_item_id", id(5)));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void pagesGoDownAThousandItemsAndSaySo(String strategy) {
        Map<String, Object> request = request(strategy);
        request.put("limit", LIMIT);
        List<String> all = new ArrayList<>();
        for (int page = 1; page <= PAGES; page++) {
            request.put("page", page);
            JsonNode data = shop.recommend(request);
            JsonNode pagination = data.path("pagination");
            assertThat(Shop.itemsOf(data)).hasSize(page < PAGES ? LIMIT : DEPTH - (PAGES - 1) * LIMIT);
            assertThat(pagination.path("total_items").asInt()).isEqualTo(DEPTH);
            assertThat(pagination.path("total_pages").asInt()).isEqualTo(PAGES);
            assertThat(pagination.path("has_next").asBoolean()).isEqualTo(page < PAGES);
            all.addAll(Shop.itemsOf(data));
        }
        assertThat(all).doesNotHaveDuplicates().doesNotContain(id(5));

        request.put("page", PAGES + 1);
        assertThat(shop.recommendedItems(request)).isEmpty();
    }

    /** Counting what can be paged to takes another one a second, however many items each of the users leaves out. */
    @Test
    void aPageTakesOneSearch() {
        Stored stored = new Stored(TestEngines.shared(), shop.org());
        long before = stored.searches();
        long start = System.nanoTime();

        for (int buyer = 0; buyer < BUYERS; buyer++) {
            shop.recommend(Map.of("user_id", "buyer-" + buyer));
        }

        long seconds = 1 + Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertThat(stored.searches() - before).isBetween((long) BUYERS, BUYERS + seconds);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void theOneItemInAThousandThatAFilterLeavesIsFound(String strategy) {
        Map<String, Object> request = request(strategy);
        request.put("filters", Map.of("rare", true));

        JsonNode data = shop.recommend(request);

        assertThat(Shop.itemsOf(data)).containsExactly(id(RARE));
        assertThat(data.at("/pagination/total_items").asInt()).isEqualTo(1);
    }
}
