package com.lehnz.contract;

import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Pages of a recommendation are parts of one list: complete, without repetition, best first. */
@LehnzTest
class PagingIT {
    private static final int ITEMS = 130;
    private static final int SEEN = 60;

    @Autowired
    private Shops shops;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = shops.open();
    }

    /** Some items with words and some without, some with events and some without. */
    private void stock() {
        shop.upsertItems(IntStream.range(0, ITEMS)
                .mapToObj(i -> item(id(i), i % 3 == 0 ? Map.of("price", i) : Map.of("name", "Shoes number " + i % 40)))
                .toList());
        Instant start = Instant.now().minusSeconds(3600);
        // A crowd within seconds: their popularity is all but equal.
        List<Map<String, Object>> events = IntStream.range(0, SEEN)
                .<Map<String, Object>>mapToObj(i -> Map.of(
                        "user_id",
                        "shopper " + i,
                        "event_name",
                        "view",
                        "item_id",
                        id((i * 37) % ITEMS),
                        "timestamp",
                        start.plusMillis(i * 173L).toString()))
                .toList();
        shop.track(events);
        shop.track(List.of(Shop.event("ada", "view", id(1)), Shop.event("ada", "purchase", id(2))));
        shop.awaitItems(ITEMS);
    }

    private static String id(int i) {
        return "item " + i;
    }

    @Test
    void thePagesOfEveryStrategyMakeOneWholeList() {
        stock();
        Map<Map<String, Object>, Integer> expected = Map.of(
                Map.of("strategy", "personalized", "user_id", "ada"), ITEMS - 1, // without what she bought
                Map.of("strategy", "personalized", "user_id", "nobody"), ITEMS,
                Map.of("strategy", "similar", "context_item_id", id(1)), ITEMS - 1,
                Map.of("strategy", "similar", "context_item_id", id(3)), ITEMS - 1, // which has no words
                Map.of("strategy", "similar", "context_item_id", "unknown"), ITEMS,
                Map.of("strategy", "trending"), ITEMS,
                Map.of("strategy", "popular"), ITEMS);

        expected.forEach((request, total) -> Stream.of(7, 20, 100).forEach(limit -> {
            List<String> all = new ArrayList<>();
            int pages = (total + limit - 1) / limit;
            for (int page = 1; page <= pages; page++) {
                JsonNode data = page(request, limit, page);
                List<String> items = Shop.itemsOf(data);
                assertThat(items).as("%s page %d", request, page).hasSize(page < pages ? limit : total - all.size());
                assertFalling(data);
                JsonNode pagination = data.path("pagination");
                assertThat(pagination.path("total_items").asInt()).isEqualTo(total);
                assertThat(pagination.path("total_pages").asInt()).isEqualTo(pages);
                assertThat(pagination.path("has_next").asBoolean()).isEqualTo(page < pages);
                all.addAll(items);
            }
            assertThat(all)
                    .as("%s by %d", request, limit)
                    .doesNotHaveDuplicates()
                    .hasSize(total);
            assertThat(Shop.itemsOf(page(request, limit, pages + 1))).isEmpty();
            assertThat(Shop.itemsOf(page(request, limit, Integer.MAX_VALUE))).isEmpty();
        }));
    }

    private JsonNode page(Map<String, Object> request, int limit, int page) {
        Map<String, Object> all = new HashMap<>(request);
        all.put("limit", limit);
        all.put("page", page);
        return shop.recommend(all);
    }

    private static void assertFalling(JsonNode data) {
        assertThat(data.path("results")
                        .valueStream()
                        .map(result -> result.path("score").asDouble()))
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void whoStartsFromAnItemNeverGetsItBack() {
        stock();
        for (String anchor : List.of(id(1), id(3), id(37))) {
            JsonNode data = page(Map.of("strategy", "similar", "context_item_id", anchor), 100, 1);
            assertThat(Shop.itemsOf(data)).hasSize(100).doesNotContain(anchor);
        }
    }

    @Test
    void withoutSignalTheFallbackSaysItsName() {
        stock();
        Map<Map<String, Object>, String> servedBy = Map.of(
                Map.of("strategy", "personalized", "user_id", "ada"), "personalized",
                Map.of("strategy", "personalized", "user_id", "nobody"), "trending",
                Map.of("strategy", "similar", "context_item_id", id(1)), "similar",
                Map.of("strategy", "similar", "context_item_id", id(3)), "trending",
                Map.of("strategy", "similar", "context_item_id", "unknown"), "trending");
        servedBy.forEach((request, strategy) -> assertThat(
                        shop.recommend(request).path("served_by").asString())
                .as(request.toString())
                .isEqualTo(strategy));
    }

    @Test
    void anEmptyShopAnswersEmptyPages() {
        for (Map<String, Object> request : everyStrategy()) {
            assertEmpty(shop.recommend(request));
        }
    }

    @Test
    void aShopWithOneItemShowsItAndNotBesideItself() {
        shop.upsertItems(List.of(item("only", Map.of("name", "Only shoes"))));
        shop.awaitItems(1);

        assertEmpty(shop.recommend(Map.of("strategy", "similar", "context_item_id", "only")));
        for (Map<String, Object> request : everyStrategy()) {
            assertThat(shop.recommendedItems(request)).containsExactly("only");
        }
    }

    @Test
    void aShopWithNothingActiveIsEmpty() {
        shop.upsertItems(List.of(item("a", Map.of("name", "Shoes")), item("b", Map.of("name", "Boots"))));
        shop.awaitItems(2);
        shop.upsertItems(
                List.of(Map.of("item_id", "a", "status", "inactive"), Map.of("item_id", "b", "status", "deleted")));
        shop.awaitItems(0);

        for (Map<String, Object> request : everyStrategy()) {
            assertEmpty(shop.recommend(request));
        }
    }

    private static List<Map<String, Object>> everyStrategy() {
        return List.of(
                Map.of("strategy", "personalized", "user_id", "nobody"),
                Map.of("strategy", "similar", "context_item_id", "unknown"),
                Map.of("strategy", "trending"),
                Map.of("strategy", "popular"));
    }

    private static void assertEmpty(JsonNode data) {
        assertThat(data.path("results")).isEmpty();
        assertThat(data.path("pagination").path("total_items").asInt()).isZero();
        assertThat(data.path("pagination").path("has_next").asBoolean()).isFalse();
    }
}
