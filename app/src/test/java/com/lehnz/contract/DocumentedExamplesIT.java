package com.lehnz.contract;

import static com.lehnz.testing.Shop.EVENTS;
import static com.lehnz.testing.Shop.ITEMS;
import static com.lehnz.testing.Shop.RECOMMEND;
import static com.lehnz.testing.Shop.USERS;
import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.pipeline.Topic;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** Every example of the documentation, sent as it is printed, gets the answer that is printed beside it. */
@LehnzTest
class DocumentedExamplesIT {
    @Autowired
    private Shops shops;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = shops.open();
    }

    private void expectAccepted(ResponseSpec answer, int records) {
        answer.expectStatus()
                .isAccepted()
                .expectBody()
                .json("{\"success\": true, \"data\": {\"accepted\": %d}}".formatted(records), JsonCompareMode.LENIENT)
                .jsonPath("$.message")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ITEMS, "/api/v1/items/upsert"})
    void theCatalogFileAndTheIncrementalUpsert(String path) {
        expectAccepted(shop.post(path, shop.secretKey(), """
                [
                  {
                    "item_id": "PROD-001",
                    "item_type": "product",
                    "status": "active",
                    "attributes": {
                      "name": "Wireless Headphones",
                      "price": 149.99,
                      "category": "Electronics",
                      "brand": "Acoustix"
                    }
                  },
                  {
                    "item_id": "PROD-002",
                    "item_type": "product",
                    "status": "active",
                    "attributes": { "name": "Running Shoes", "price": 89.99, "category": "Footwear" }
                  }
                ]"""), 2);
        expectAccepted(shop.post(path, shop.secretKey(), """
                [
                    { "item_id": "PROD-005", "item_type": "product", "status": "active", "attributes": { "name": "New Backpack", "price": 79.99 } },
                    { "item_id": "PROD-001", "status": "inactive" }
                  ]"""), 2);
        expectAccepted(shop.post(path, shop.secretKey(), """
                        { "item_id": "sku-123", "status": "deleted" }"""), 1);

        shop.settle(Topic.ITEMS);
        shop.awaitRecommendation(
                Map.of("strategy", "popular"),
                data -> assertThat(Shop.itemsOf(data)).containsExactlyInAnyOrder("PROD-002", "PROD-005"));
        assertThat(shop.storedItem("PROD-001").path("attributes").path("brand").asString())
                .isEqualTo("Acoustix");
    }

    @ParameterizedTest
    @ValueSource(strings = {USERS, "/api/v1/users/upsert"})
    void theUserSchemaAndTheErasure(String path) {
        expectAccepted(shop.post(path, shop.secretKey(), """
                {
                "user_id": "string",
                "attributes": {
                "email": "...",
                "age": 0,
                "interests": []
                }
                }"""), 1);
        expectAccepted(shop.post(path, shop.secretKey(), """
                        { "user_id": "user-42", "status": "deleted" }"""), 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                [
                {"user_id": "usr_1","item_id": "prod_1","event_name": "view"},
                {"user_id": "usr_1","item_id": "prod_1","event_name": "add_to_cart","context":{"price":49.99}}
                ]""",
                """
                [
                { "user_id": "usr_1", "event_name": "view", "item_id": "prod_1" },
                { "user_id": "usr_1", "event_name": "click", "item_id": "prod_2" },
                { "user_id": "usr_1", "event_name": "add_to_cart", "item_id": "prod_2" }
                ]""",
                """
                [{"user_id": "usr_8f3a2b9c","event_family": "engagement","event_name": "click","item_id": "itm_4d2e8a","recommendation_id": "550e8400-e29b-41d4-a716-446655440000"}]""",
                // track.py, whose metadata may be empty and whose item may be missing
                """
                [{"user_id": "usr_123", "event_name": "purchase", "item_id": "prod_456", "context": {"price": 49.99}}]""",
                """
                [{"user_id": "usr_123", "event_name": "search", "item_id": null, "context": {}}]""",
                // track.ts
                """
                [{"user_id": "usr_1", "event_name": "purchase", "item_id": "prod_1", "session_id": "s-1", "context": {"price": 49.99, "quantity": 1}}]""",
                // the schema of the reference, with values of its types
                """
                [{"user_id": "string", "event_name": "string", "event_family": "engagement", "item_id": "string", "session_id": "string", "recommendation_id": "string", "previous_user_id": "string", "context": {}}]"""
            })
    void eventsOnBothPaths(String events) {
        int count = shop.json().readTree(events).size();

        expectAccepted(shop.post(EVENTS, shop.publishableKey(), events), count);
        expectAccepted(shop.post("/api/v1/events/ingest", shop.publishableKey(), events), count);
    }

    @Test
    void recommendationsCarryAllThatTheDocumentationNames() {
        shop.upsertItems(List.of(
                item("itm_4d2e8a", Map.of("name", "Trail running shoes")),
                item("itm_1", Map.of("name", "Road running shoes")),
                item("itm_2", Map.of("name", "Hiking boots"))));
        shop.awaitItems(3);

        expectRecommendation("""
                {"strategy": "personalized","user_id": "usr_8f3a2b9c","limit":12}""", "personalized", 3);
        expectRecommendation("""
                {"strategy": "personalized","user_id": "usr_8f3a2b9c","limit":12,"page":2}""", "personalized", 0);
        expectRecommendation("""
                {"strategy": "similar","context_item_id": "itm_4d2e8a","limit":4}""", "similar", 2);
    }

    private void expectRecommendation(String request, String strategy, int items) {
        JsonNode asked = shop.json().readTree(request);
        byte[] body = shop.post(RECOMMEND, shop.publishableKey(), request)
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        JsonNode answer = shop.json().readTree(body);

        assertThat(answer.propertyNames()).containsExactlyInAnyOrder("success", "message", "data");
        JsonNode data = answer.path("data");
        assertThat(data.propertyNames())
                .containsExactlyInAnyOrder(
                        "recommendation_id", "strategy", "served_by", "recommended_items", "results", "pagination");
        assertThat(data.path("strategy").asString()).isEqualTo(strategy);
        assertThat(data.path("results")).hasSize(items).allSatisfy(result -> {
            assertThat(result.path("item_id").isString()).isTrue();
            assertThat(result.path("score").isNumber()).isTrue();
            assertThat(result.path("reason").asString()).isNotBlank();
        });
        assertThat(data.path("results").valueStream().map(result -> result.path("item_id")))
                .containsExactlyElementsOf(data.path("recommended_items"));
        assertThat(data.path("pagination").propertyNames())
                .containsExactlyInAnyOrder("page", "limit", "total_items", "total_pages", "has_next");
        assertThat(data.path("pagination").path("limit")).isEqualTo(asked.path("limit"));
    }
}
