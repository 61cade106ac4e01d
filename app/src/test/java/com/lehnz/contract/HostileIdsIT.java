package com.lehnz.contract;

import static com.lehnz.testing.Shop.event;
import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.Index;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Ids are a shop's own: whatever they look like, they name one item or one user. */
@LehnzTest
class HostileIdsIT {
    private static final List<String> ODD = List.of(
            " ",
            "a b",
            "a/b",
            "/",
            ".",
            "..",
            "../_search",
            "_search",
            "_mget",
            "a?b=c&d",
            "a#b",
            "a%2Fb",
            "a+b",
            "\"quoted\"",
            "it's",
            "a\\b",
            "a:b",
            "a,b",
            "*",
            "😀",
            "ключ",
            "\u0000",
            "a\nb",
            "<script>",
            "null",
            "A",
            "a",
            "é",
            "e\u0301",
            "x".repeat(256));

    @Autowired
    private Shops shops;

    private Shop shop;
    private long deadLetters;

    @BeforeEach
    void openShop() {
        shop = shops.open();
        deadLetters = shop.deadLetters();
    }

    @Test
    void everyItemIsKeptFoundAndRecommended() {
        List<String> ids = new ArrayList<>(ODD);
        ids.add("x".repeat(512));
        ids.add("é".repeat(256));
        shop.upsertItems(ids.stream()
                .map(id -> item(id, Map.of("name", "Running shoes", "own", id)))
                .toList());
        shop.awaitItems(ids.size());

        for (String id : ids) {
            assertThat(shop.storedItem(id).path("attributes").path("own").asString())
                    .isEqualTo(id);
            var similar = shop.recommend(Map.of("strategy", "similar", "context_item_id", id, "limit", 100));
            assertThat(similar.path("served_by").asString()).as(id).isEqualTo("similar");
            assertThat(Shop.itemsOf(similar)).as(id).hasSize(ids.size() - 1).doesNotContain(id);
        }
        assertThat(shop.deadLetters()).isEqualTo(deadLetters);
    }

    @Test
    void everyUserHasAProfileOfTheirOwn() {
        shop.upsertItems(ODD.stream()
                .map(id -> item(id, Map.of("name", "Shoes of kind " + id)))
                .toList());
        shop.upsertUsers(ODD.stream()
                .map(id -> Map.of("user_id", id, "attributes", Map.of("own", id)))
                .toList());
        shop.track(ODD.stream().map(id -> event(id, "purchase", id)).toList());
        shop.awaitItems(ODD.size());

        for (String id : ODD) {
            var user = shop.stored(Index.USERS, id);
            assertThat(user.path("attributes").path("own").asString()).isEqualTo(id);
            assertThat(user.path("profile")
                            .path("purchased")
                            .path(0)
                            .path("item_id")
                            .asString())
                    .isEqualTo(id);
            var personalized = shop.recommend(Map.of("user_id", id, "limit", 100));
            assertThat(personalized.path("served_by").asString()).as(id).isEqualTo("personalized");
            assertThat(Shop.itemsOf(personalized)).doesNotContain(id);
        }
        assertThat(shop.deadLetters()).isEqualTo(deadLetters);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "😀"})
    void idsThatAreTooLongAreRefused(String character) {
        Envelopes.expectError(
                400,
                "'item_id' must have 1 to 512 bytes",
                shop.post(Shop.ITEMS, shop.secretKey(), item(character.repeat(513), Map.of())));
        Envelopes.expectError(
                400,
                "'user_id' must have 1 to 256 characters",
                shop.post(Shop.USERS, shop.secretKey(), Map.of("user_id", character.repeat(257))));
        Envelopes.expectError(
                422,
                "Value error, 'context_item_id' must have 1 to 512 bytes",
                shop.post(
                        Shop.RECOMMEND,
                        shop.publishableKey(),
                        Map.of("strategy", "similar", "context_item_id", character.repeat(513))));
    }
}
