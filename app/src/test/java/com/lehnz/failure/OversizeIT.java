package com.lehnz.failure;

import com.lehnz.testing.Service;
import com.lehnz.testing.Shop;
import com.lehnz.testing.TestEngines;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where bodies may be longer than a record of Kafka's, what does not fit is the caller's mistake and not an outage. */
class OversizeIT {
    @Test
    void whatNoRecordCanHoldIsRefusedAsTooLargeAndNothingOfItIsAccepted() {
        try (Service service = Service.start(TestEngines.shared(), "lehnz.limits.body=40MB")) {
            Shop shop = service.openShop();
            shop.upsertItems(List.of(Shop.item("first", Map.of("name", "First"))));
            Map<String, Object> small = Shop.item("small", Map.of("name", "Small"));
            Map<String, Object> large = Shop.item("large", Map.of("name", "x".repeat(17 * 1024 * 1024)));

            shop.post(Shop.ITEMS, shop.secretKey(), List.of(small, large))
                    .expectStatus()
                    .isEqualTo(413)
                    .expectBody()
                    .jsonPath("$.message")
                    .isEqualTo("The request body is too large");
            shop.upsertItems(List.of(Shop.item("last", Map.of("name", "Last"))));

            org.assertj.core.api.Assertions.assertThat(shop.storedItem("small").isMissingNode())
                    .isTrue();
        }
    }
}
