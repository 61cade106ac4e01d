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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** An item that came a moment ago, among others of its kind that have been shown and that people liked. */
@LehnzTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewItemsIT {
    private static final int KNOWN = 15;
    private static final int PAGE = 8;

    @Autowired
    private Shops shops;

    private Shop shop;

    @BeforeAll
    void openShop() {
        shop = shops.open();
        Instant now = Instant.now();
        List<Map<String, Object>> items = new ArrayList<>();
        items.add(item("boots", Map.of("name", "Leather boots for walking", "category", "Shoes")));
        items.add(item("new", Map.of("name", "Leather sandals for walking", "category", "Shoes")));
        for (int i = 0; i < KNOWN; i++) {
            String name = "Leather shoes for walking, model %d".formatted(i);
            String created = now.minus(Duration.ofDays(2)).toString();
            items.add(item("known-" + i, Map.of("name", name, "category", "Shoes", "created_at", created)));
        }
        shop.upsertItems(items);
        shop.track(List.of(event("ada", "purchase", "boots")));
        Stored stored = new Stored(TestEngines.shared(), shop.org());
        double tau = Duration.ofDays(7).toMillis() / Math.log(2);
        for (int i = 0; i < KNOWN; i++) {
            stored.weigh("known-" + i, ItemFeatures.LIKED_WITH, Map.of("boots", 0.9));
            // Shown three times.
            stored.set("known-" + i, Map.of("exposed_at", Math.round(now.toEpochMilli() + tau * Math.log(3))));
        }
        shop.awaitItems(items.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cold-start-booster", "fresh-content-boost", "similar"})
    void isRecommended(String strategy) {
        Map<String, Object> request =
                Map.of("strategy", strategy, "user_id", "ada", "context_item_id", "boots", "limit", PAGE);

        assertThat(shop.recommendedItems(request)).contains("new");
    }

    @Test
    void orNotWherePeopleDecide() {
        assertThat(shop.recommendedItems(Map.of("strategy", "personalized", "user_id", "ada", "limit", PAGE)))
                .doesNotContain("new");
    }
}
