package com.lehnz.recommend;

import static com.lehnz.testing.Shop.event;
import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A catalog goes in, events go in, ranked recommendations come out. */
@LehnzTest
class MainJobIT {
    @Autowired
    private Shops shops;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = shops.open();
        shop.upsertItems(List.of(
                item("boot", Map.of("name", "Leather hiking boots", "category", "Footwear", "price", 120)),
                item("runner", Map.of("name", "Trail running shoes", "category", "Footwear", "price", 90)),
                item("sandal", Map.of("name", "Summer sandals shoes", "category", "Footwear", "price", 40)),
                item("beans", Map.of("name", "Espresso coffee beans", "category", "Coffee", "price", 12)),
                item("filter", Map.of("name", "Paper coffee filters", "category", "Coffee", "price", 5)),
                item("grinder", Map.of("name", "Hand coffee grinder", "category", "Coffee", "price", 60))));
    }

    @Test
    void aShopperWhoLooksAtCoffeeIsRecommendedCoffee() {
        shop.track(List.of(event("ada", "view", "beans"), event("ada", "click", "beans")));

        shop.awaitRecommendation(Map.of("user_id", "ada", "limit", 3), data -> {
            assertThat(data.path("served_by").asString()).isEqualTo("personalized");
            assertThat(data.path("recommended_items").valueStream().map(item -> item.asString()))
                    .containsExactlyInAnyOrder("beans", "filter", "grinder");
            assertThat(data.path("results").path(0).path("reason").asString())
                    .isEqualTo("Matches your interest in Coffee");
        });
    }

    @Test
    void anItemIsSimilarToItsKindAndNeverToItself() {
        shop.awaitRecommendation(Map.of("strategy", "similar", "context_item_id", "runner", "limit", 2), data -> {
            assertThat(data.path("served_by").asString()).isEqualTo("similar");
            assertThat(data.path("recommended_items").valueStream().map(item -> item.asString()))
                    .containsExactlyInAnyOrder("boot", "sandal");
        });
    }

    @Test
    void whatManyDoTrendsAndTheRestFillsThePage() {
        shop.track(List.of(
                event("a", "purchase", "sandal"), event("b", "purchase", "sandal"), event("c", "view", "boot")));

        shop.awaitRecommendation(Map.of("strategy", "trending", "limit", 6), data -> {
            assertThat(data.path("served_by").asString()).isEqualTo("trending");
            var items = data.path("recommended_items")
                    .valueStream()
                    .map(item -> item.asString())
                    .toList();
            assertThat(items).startsWith("sandal", "boot").hasSize(6).doesNotHaveDuplicates();
            assertThat(data.path("results")
                            .valueStream()
                            .map(result -> result.path("score").asDouble()))
                    .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        });
    }
}
