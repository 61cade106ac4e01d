package com.lehnz.recommend;

import static com.lehnz.testing.Shop.event;
import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A shop with fewer items than can be paged to, where what somebody has bought is missing from what there is for them. */
@LehnzTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountsIT {
    private static final int ITEMS = 20;
    private static final int BUYERS = 10;

    @Autowired
    private Shops shops;

    private Shop shop;

    @BeforeAll
    void openShop() {
        shop = shops.open();
        shop.upsertItems(IntStream.range(0, ITEMS)
                .mapToObj(i -> item("item-" + i, Map.of("name", "Cup number " + i, "category", "Kind " + i % 2)))
                .toList());
        shop.awaitItems(ITEMS);
        // The first buys one, each other one more than the one before; all of them the first item.
        shop.track(IntStream.range(0, BUYERS)
                .boxed()
                .flatMap(buyer ->
                        IntStream.rangeClosed(0, buyer).mapToObj(i -> event(buyer(buyer), "purchase", "item-" + i)))
                .toList());
        shop.upsertItems(List.of(Map.of("item_id", "item-0", "status", "inactive")));
        shop.awaitItems(ITEMS - 1);
        for (int buyer = 0; buyer < BUYERS; buyer++) {
            int bought = buyer;
            shop.awaitRecommendation(
                    request(buyer),
                    data -> assertThat(data.at("/pagination/total_items").asInt())
                            .isEqualTo(ITEMS - 1 - bought));
        }
    }

    private static String buyer(int number) {
        return "buyer-" + number;
    }

    /** For so few items that the first search has them. */
    private static Map<String, Object> request(int buyer) {
        return Map.of("user_id", buyer(buyer), "limit", 3);
    }

    @Test
    void whatSomebodyHasBoughtIsTakenOffOnceAndOnlyIfItWouldCome() {
        for (int buyer = 0; buyer < BUYERS; buyer++) {
            JsonNode data = shop.recommend(request(buyer));
            assertThat(data.path("served_by").asString()).isEqualTo("personalized");
            // One is inactive: it is missing for everybody.
            assertThat(data.at("/pagination/total_items").asInt()).isEqualTo(ITEMS - 1 - buyer);
        }
    }

    @Test
    void theItemThatARequestIsAboutIsTakenOff() {
        assertThat(shop.recommend(Map.of("strategy", "similar", "context_item_id", "item-7", "limit", 3))
                        .at("/pagination/total_items")
                        .asInt())
                .isEqualTo(ITEMS - 2);
    }

    @Test
    void filtersCountToo() {
        Map<String, Object> request = Map.of("user_id", buyer(4), "limit", 3, "filters", Map.of("category", "Kind 0"));

        // Of ten even numbers, 0 is inactive, 2 and 4 are bought.
        assertThat(shop.recommend(request).at("/pagination/total_items").asInt())
                .isEqualTo(7);
    }
}
