package com.lehnz.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.accounts.Role;
import com.lehnz.engine.Index;
import com.lehnz.testing.Office;
import com.lehnz.testing.Service;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.TestEngines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** Where bodies may be longer than a record of Kafka's, what does not fit is the caller's mistake and not an outage. */
class OversizeIT {
    @Test
    void whatNoRecordCanHoldIsRefusedAsTooLargeAndNothingOfItIsAccepted() {
        try (Service service = Service.start(TestEngines.shared(), "lehnz.limits.body=40MB")) {
            Shop shop = service.openShop();
            shop.track(List.of(Shop.event("first", "view", "boots")));
            Map<String, Object> small = Shop.event("small", "view", "boots");
            Map<String, Object> large = new HashMap<>(Shop.event("large", "view", "boots"));
            large.put("context", Map.of("page", "x".repeat(17 * 1024 * 1024)));

            shop.post(Shop.EVENTS, shop.publishableKey(), List.of(small, large))
                    .expectStatus()
                    .isEqualTo(413)
                    .expectBody()
                    .jsonPath("$.message")
                    .isEqualTo("The request body is too large");
            shop.track(List.of(Shop.event("last", "view", "boots")));

            assertThat(shop.stored(Index.USERS, "small").isMissingNode()).isTrue();
        }
    }

    @Test
    void filesThatAreTooLongOrUnpackToTooMuchAreRefused() throws IOException {
        try (Service service =
                Service.start(TestEngines.shared(), "lehnz.limits.upload=1MB", "lehnz.imports.unpacked=2MB")) {
            Office office = service.bean(Shops.class).register();
            byte[] row = "a,product,active,Canvas backpack\n".getBytes(StandardCharsets.UTF_8);
            var file = new ByteArrayOutputStream();
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                for (var out : List.of(file, gzip)) {
                    out.write("item_id,item_type,status,name\n".getBytes(StandardCharsets.UTF_8));
                    for (int i = 0; i < 100_000; i++) {
                        out.write(row);
                    }
                }
            }

            for (byte[] content : List.of(file.toByteArray(), packed.toByteArray())) {
                office.upload(Role.OWNER, "/upload/items", "catalog", content)
                        .expectStatus()
                        .isEqualTo(413)
                        .expectBody()
                        .jsonPath("$.success")
                        .isEqualTo(false);
            }
            office.as(Role.OWNER, HttpMethod.GET, "/imports", null)
                    .expectBody()
                    .jsonPath("$.data.imports")
                    .isEmpty();
        }
    }
}
