package com.lehnz.weights;

import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.ItemFeatures;
import com.lehnz.testing.Service;
import com.lehnz.testing.Shop;
import com.lehnz.testing.TestEngines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What weights are learned from when there is more than fits. */
class EvidenceReaderIT {
    @Test
    void viewsDoNotPushBasketsOut() {
        try (Service service = Service.start(TestEngines.shared(), "lehnz.weights.evidence=9")) {
            Shop shop = service.openShop();
            shop.upsertItems(List.of(
                    item("tea", Map.of("name", "Tea")),
                    item("pot", Map.of("name", "Pot")),
                    item("boots", Map.of("name", "Boots")),
                    item("laces", Map.of("name", "Laces"))));
            Instant lastWeek = Instant.now().minus(Duration.ofDays(7));
            shop.track(List.of(
                    purchase("bob", "boots", lastWeek.minus(Duration.ofDays(7))),
                    purchase("bob", "laces", lastWeek.minus(Duration.ofDays(7))),
                    purchase("ada", "tea", lastWeek),
                    purchase("ada", "pot", lastWeek)));
            shop.track(IntStream.range(0, 30)
                    .mapToObj(i -> Shop.event("visitor-" + i, "view", "tea"))
                    .toList());

            service.bean(WeightLearning.class)
                    .rebuild(shop.org(), Progress.SILENT)
                    .block();

            assertThat(partners(shop, "tea")).containsExactly("pot");
            assertThat(partners(shop, "boots")).as("a basket more than fits").isEmpty();
        }
    }

    private static Map<String, Object> purchase(String user, String item, Instant at) {
        return Map.of("user_id", user, "event_name", "purchase", "item_id", item, "timestamp", at.toString());
    }

    private static List<String> partners(Shop shop, String item) {
        return List.copyOf(shop.storedItem(item).path(ItemFeatures.BOUGHT_WITH).propertyNames());
    }
}
