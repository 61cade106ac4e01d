package com.lehnz.contract;

import static com.lehnz.testing.Shop.event;
import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.Index;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What upserts do to users. */
@LehnzTest
class UsersIT {
    @Autowired
    private Shops shops;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = shops.open();
    }

    private void upsertUser(String json) {
        shop.upsertUsers(List.of(shop.json().readTree(json)));
    }

    @Test
    void aNewUserIsActiveSinceTheyWereFirstSeen() {
        upsertUser("""
                {"user_id": "a"}""");

        JsonNode user = shop.stored(Index.USERS, "a");
        assertThat(user.path("status").asString()).isEqualTo("active");
        assertThat(user.path("created_at").isString()).isTrue();
    }

    @Test
    void usersAreMergedLikeItems() {
        upsertUser("""
                {"user_id": "ada", "created_at": "2025-01-12T09:00:00Z", "attributes": {"email": "a@example.com", "age": 32}}""");
        upsertUser("""
                {"user_id": "ada", "status": "inactive", "attributes": {"age": null, "city": "Rome"}}""");

        JsonNode user = shop.stored(Index.USERS, "ada");
        assertThat(user.path("attributes")).isEqualTo(shop.json().readTree("""
                {"email": "a@example.com", "city": "Rome"}"""));
        assertThat(user.path("created_at").asString()).isEqualTo("2025-01-12T09:00:00Z");
        assertThat(user.path("status").asString()).isEqualTo("inactive");
    }

    @Test
    void anErasedUserIsUnknownUntilTheShopMakesThemActive() {
        shop.upsertItems(List.of(item("a", Map.of("name", "Running shoes")), item("b", Map.of("name", "Trail shoes"))));
        upsertUser("""
                {"user_id": "ada", "attributes": {"email": "ada@example.com"}}""");
        shop.track(List.of(event("ada", "view", "a")));
        shop.awaitRecommendation(Map.of("user_id", "ada"), servedBy("personalized"));

        upsertUser("""
                {"user_id": "ada", "status": "deleted", "attributes": {"email": "new@example.com"}}""");
        shop.track(List.of(event("ada", "view", "a")));
        upsertUser("""
                {"user_id": "ada", "attributes": {"age": 32}}""");

        JsonNode erased = shop.stored(Index.USERS, "ada");
        assertThat(erased.path("status").asString()).isEqualTo("deleted");
        assertThat(erased.path("attributes")).isEmpty();
        assertThat(erased.has("profile")).isFalse();
        assertThat(erased.has("last_seen_at")).isFalse();
        shop.awaitRecommendation(Map.of("user_id", "ada"), servedBy("trending"));

        upsertUser("""
                {"user_id": "ada", "status": "active"}""");
        shop.track(List.of(event("ada", "view", "b")));
        shop.awaitRecommendation(Map.of("user_id", "ada"), servedBy("personalized"));
        assertThat(shop.stored(Index.USERS, "ada").path("profile").path("recent"))
                .hasSize(1);
    }

    private static Consumer<JsonNode> servedBy(String strategy) {
        return data -> assertThat(data.path("served_by").asString()).isEqualTo(strategy);
    }
}
