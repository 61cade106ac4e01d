package com.lehnz.contract;

import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.Index;
import com.lehnz.pipeline.Topic;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Records as large as may be neither stop a worker nor grow for ever. */
@LehnzTest
class LargeRecordsIT {
    private static final String LONG = "x".repeat(900_000);

    @Autowired
    private Shops shops;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = shops.open();
    }

    /** Together they are more than one answer of OpenSearch may be. */
    @Test
    void manyLargeItemsAreChangedAtOnce() {
        List<String> ids = IntStream.range(0, 50).mapToObj(i -> "large " + i).toList();
        ids.forEach(id -> shop.post(Shop.ITEMS, shop.secretKey(), item(id, Map.of("name", "Large", "code", LONG)))
                .expectStatus()
                .isAccepted());
        shop.settle(Topic.ITEMS);

        shop.upsertItems(ids.stream().map(id -> item(id, Map.of("price", 5))).toList());

        for (String id : ids) {
            assertThat(shop.storedItem(id).path("price").asInt()).isEqualTo(5);
            assertThat(shop.storedItem(id).path("attributes").path("code").asString())
                    .hasSameSizeAs(LONG);
        }
    }

    @Test
    void anItemThatBecomesTooLargeStaysAsItWas() {
        long before = shop.deadLetters();
        shop.upsertItems(List.of(item("a", Map.of("first", LONG))));

        shop.upsertItems(List.of(item("a", Map.of("second", LONG))));
        assertThat(shop.deadLetters()).isEqualTo(before + 1);
        shop.upsertItems(List.of(item("a", Map.of("price", 5))));

        assertThat(shop.storedItem("a").path("attributes").propertyNames()).containsExactlyInAnyOrder("first", "price");
    }

    /** What comes after it in one batch must not make it look as if it had been merged. */
    @Test
    void oneOfSeveralThatIsTooMuchIsSetAsideAndTheRestAreMerged() {
        long before = shop.deadLetters();
        shop.upsertItems(List.of(item("a", Map.of("first", LONG))));

        shop.upsertItems(List.of(
                item("a", Map.of("brand", "Acme")),
                item("a", Map.of("second", "x".repeat(200_000))),
                item("a", Map.of("price", 5))));
        assertThat(shop.deadLetters()).isEqualTo(before + 1);
        assertThat(shop.storedItem("a").path("attributes").propertyNames())
                .containsExactlyInAnyOrder("first", "brand", "price");

        shop.upsertUsers(List.of(user("first", "x".repeat(60_000))));
        shop.upsertUsers(List.of(user("second", "x".repeat(60_000)), user("city", "Rome")));
        assertThat(shop.deadLetters()).isEqualTo(before + 2);
        assertThat(shop.stored(Index.USERS, "ada").path("attributes").propertyNames())
                .containsExactlyInAnyOrder("first", "city");
    }

    @Test
    void soDoesAUser() {
        long before = shop.deadLetters();
        shop.post("/v1/ingest/users/upsert", shop.secretKey(), user("notes", "x".repeat(100_001)))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("Field 'attributes' is invalid");
        shop.upsertUsers(List.of(user("first", "x".repeat(60_000))));

        shop.upsertUsers(List.of(user("second", "x".repeat(60_000))));
        assertThat(shop.deadLetters()).isEqualTo(before + 1);
        shop.upsertUsers(List.of(user("city", "Rome")));

        assertThat(shop.stored(Index.USERS, "ada").path("attributes").propertyNames())
                .containsExactlyInAnyOrder("first", "city");
    }

    private static Map<String, Object> user(String attribute, String value) {
        return Map.of("user_id", "ada", "attributes", Map.of(attribute, value));
    }
}
