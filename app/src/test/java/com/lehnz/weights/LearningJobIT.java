package com.lehnz.weights;

import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.ItemFeatures;
import com.lehnz.testing.Service;
import com.lehnz.testing.Shop;
import com.lehnz.testing.TestEngines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Nobody needs to ask for weights. */
class LearningJobIT {

    @Test
    void aWorkerLearnsFromWhatWasSentToIt() {
        try (Service worker = Service.start(TestEngines.shared(), "lehnz.weights.interval=1s")) {
            Shop shop = worker.openShop();
            shop.upsertItems(List.of(item("tea", Map.of("name", "Tea")), item("pot", Map.of("name", "Pot"))));

            shop.track(List.of(Shop.event("ada", "purchase", "tea"), Shop.event("ada", "purchase", "pot")));
            awaitPartner(shop, "tea", "pot");

            shop.upsertItems(List.of(item("cup", Map.of("name", "Cup"))));
            shop.track(List.of(Shop.event("ada", "purchase", "cup")));
            awaitPartner(shop, "cup", "tea");
        }
    }

    @Test
    void aNodeThatOnlyAnswersRequestsDoesNotLearn() {
        try (Service api = Service.start(TestEngines.shared(), "lehnz.weights.interval=1s", "lehnz.role=api")) {
            assertThat(api.bean(LearningJob.class).isRunning()).isFalse();
        }
    }

    private static void awaitPartner(Shop shop, String item, String partner) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(shop.storedItem(item)
                                .path(ItemFeatures.BOUGHT_WITH)
                                .has(partner))
                        .isTrue());
    }
}
