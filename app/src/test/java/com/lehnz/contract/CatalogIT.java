package com.lehnz.contract;

import static com.lehnz.testing.Shop.event;
import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.pipeline.Topic;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What upserts do to items. */
@LehnzTest
class CatalogIT {
    @Autowired
    private Shops shops;

    @Autowired
    private MeterRegistry meters;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = shops.open();
    }

    private void upsertItem(String json) {
        shop.upsertItems(List.of(shop.json().readTree(json)));
    }

    private JsonNode json(String json) {
        return shop.json().readTree(json);
    }

    /** In CSV, what looks like a number is one. */
    @Test
    void aNumberIsACategoryLikeAnyOther() {
        Shop other = shops.open();
        other.upsertItems(List.of(
                Map.of("item_id", "book", "attributes", Map.of("name", 1984, "category", List.of(12, "Novels")))));

        assertThat(other.storedItem("book").path("name").asString()).isEqualTo("1984");
        assertThat(other.storedItem("book").path("category").asString()).isEqualTo("12");
    }

    @Test
    void attributesAreMergedKeyByKeyAndNullRemovesOne() {
        upsertItem("""
                {"item_id": "a", "attributes": {"name": "Boots", "price": 80, "sizes": [40, 41], "size": {"eu": 40, "us": 7}}}""");
        upsertItem("""
                {"item_id": "a", "attributes": {"price": 70, "sizes": [42], "size": {"eu": 41}, "name": null, "gone": null}}""");

        assertThat(shop.storedItem("a").path("attributes")).isEqualTo(json("""
                {"price": 70, "sizes": [42], "size": {"eu": 41}}"""));
    }

    @Test
    void whatIsNotSentStaysAsItIs() {
        upsertItem("""
                {"item_id": "a", "item_type": "video", "status": "inactive", "attributes": {"name": "Boots"}}""");
        JsonNode before = shop.storedItem("a");
        upsertItem("""
                {"item_id": "a"}""");

        JsonNode after = shop.storedItem("a");
        assertThat(after.path("item_type").asString()).isEqualTo("video");
        assertThat(after.path("status").asString()).isEqualTo("inactive");
        for (String field : List.of("attributes", "vector", "created_at")) {
            assertThat(after.path(field)).as(field).isEqualTo(before.path(field));
        }
    }

    @Test
    void aNewItemIsAnActiveProduct() {
        upsertItem("""
                {"item_id": "a"}""");

        assertThat(shop.storedItem("a").path("item_type").asString()).isEqualTo("product");
        assertThat(shop.storedItem("a").path("status").asString()).isEqualTo("active");
    }

    @Test
    void theLastUpsertWinsWhateverTheLoad() {
        List<Map<String, Object>> crowd = IntStream.range(0, 20)
                .mapToObj(i -> item("other " + i, Map.of("name", "Other shoes " + i)))
                .toList();
        for (int i = 1; i <= 200; i++) {
            Map<String, Object> upsert = item("hot", Map.of("price", i, "name", "Price %d".formatted(i)));
            shop.post(Shop.ITEMS, shop.secretKey(), upsert).expectStatus().isAccepted();
            if (i % 10 == 0) {
                shop.post(Shop.ITEMS, shop.secretKey(), crowd).expectStatus().isAccepted();
            }
        }
        List<Map<String, Object>> sameArray = IntStream.rangeClosed(1, 500)
                .mapToObj(i -> item("array", Map.of("price", i)))
                .toList();
        shop.upsertItems(sameArray);
        shop.settle(Topic.ITEMS);

        assertThat(shop.storedItem("hot").path("attributes").path("price").asInt())
                .isEqualTo(200);
        assertThat(shop.storedItem("array").path("attributes").path("price").asInt())
                .isEqualTo(500);
    }

    @Test
    void onlyActiveItemsAreSeenAnywhereAndTheyComeBack() {
        upsertItem("""
                {"item_id": "anchor", "attributes": {"name": "Running shoes"}}""");
        upsertItem("""
                {"item_id": "star", "attributes": {"name": "Trail running shoes"}}""");
        shop.track(List.of(
                event("ada", "purchase", "star"), event("bob", "view", "star"), event("bob", "view", "anchor")));
        seenEverywhere(true);

        for (String status : List.of("inactive", "deleted")) {
            upsertItem("{\"item_id\": \"star\", \"status\": \"%s\"}".formatted(status));
            seenEverywhere(false);
            upsertItem("{\"item_id\": \"star\", \"status\": \"active\"}");
            seenEverywhere(true);
        }
    }

    private void seenEverywhere(boolean seen) {
        List<Map<String, Object>> requests = List.of(
                Map.of("strategy", "personalized", "user_id", "bob"),
                Map.of("strategy", "personalized", "user_id", "nobody"),
                Map.of("strategy", "similar", "context_item_id", "anchor"),
                Map.of("strategy", "trending"),
                Map.of("strategy", "popular"));
        for (Map<String, Object> request : requests) {
            shop.awaitRecommendation(
                    request,
                    data -> assertThat(Shop.itemsOf(data).contains("star"))
                            .as(request.toString())
                            .isEqualTo(seen));
        }
    }

    @Test
    void anItemIsReadAnewOnlyWhenItsWordsChange() {
        upsertItem("""
                {"item_id": "a", "attributes": {"name": "Running shoes", "price": 80}}""");
        JsonNode first = shop.storedItem("a").path("vector");
        upsertItem("""
                {"item_id": "a", "attributes": {"price": 70}}""");
        double embedded = embeddedTexts();
        upsertItem("""
                {"item_id": "a", "attributes": {"price": 60}, "status": "inactive"}""");
        JsonNode cheaper = shop.storedItem("a").path("vector");
        assertThat(embeddedTexts()).isEqualTo(embedded);
        upsertItem("""
                {"item_id": "a", "attributes": {"name": "Espresso machine"}}""");
        JsonNode renamed = shop.storedItem("a").path("vector");
        upsertItem("""
                {"item_id": "a", "attributes": {"name": null}}""");

        assertThat(first).isNotEmpty();
        assertThat(cheaper).isEqualTo(first);
        assertThat(renamed).isNotEmpty().isNotEqualTo(first);
        assertThat(shop.storedItem("a").path("vector").isMissingNode()).isTrue();
    }

    private double embeddedTexts() {
        return meters.counter("lehnz.embedded.texts").count();
    }
}
