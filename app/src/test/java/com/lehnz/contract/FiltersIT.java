package com.lehnz.contract;

import static com.lehnz.testing.Shop.event;
import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Filters hold, whichever strategy serves and whichever fills in for it. */
@LehnzTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiltersIT {
    private static final int CROWD = 400;

    @Autowired
    private Shops shops;

    private Shop shop;

    @BeforeAll
    void openShop() {
        shop = shops.open();
        shop.upsertItems(List.of(
                node("boots", """
                        {"name": "Boots", "category": "Shoes", "price": 80, "sizes": [40, 41], "new": true,
                         "released": "2026-01-31", "maker": {"country": "IT"}, "a.b": 1}"""),
                node("sandals", """
                        {"name": "Sandals", "category": "SHOES", "price": 40.50, "sizes": [41, 42], "new": false,
                         "released": "2025-06-01T12:00:00+02:00", "maker": {"country": "PT", "city": {"name": "Porto"}}}"""),
                node("mug", """
                        {"name": "Mug", "category": "Kitchen", "price": "cheap", "new": "true", "size": -0.0,
                         "printed": "1954-07-29"}"""),
                Map.of("item_id", "clip", "item_type", "Video", "attributes", Map.of("name", "How to run")),
                Map.of("item_id", "coat", "item_type", "ΡΟΥΧΙΣΜΟΣ", "attributes", Map.of("name", "Coat"))));
        List<Map<String, Object>> crowd = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            crowd.add(item("crowd " + i, Map.of("name", "Plain socks", "color", i % 200 == 7 ? "Gold" : "gray")));
        }
        shop.upsertItems(crowd);
        shop.awaitItems(CROWD + 5);
        shop.track(List.of(event("ada", "view", "crowd 1"), event("bob", "purchase", "boots")));
    }

    private Map<String, Object> node(String id, String attributes) {
        return Map.of("item_id", id, "attributes", shop.json().readTree(attributes));
    }

    private List<String> filtered(Map<String, Object> request, JsonNode filters) {
        Map<String, Object> all = new HashMap<>(request);
        all.put("filters", filters);
        all.put("limit", 100);
        return shop.recommendedItems(all);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"category": "shoes"}                                           | boots, sandals
            {"category": "sHoEs", "new": true}                              | boots
            {"category": ["kitchen", "SHOES"]}                              | boots, sandals, mug
            {"category": {"in": ["kitchen"]}}                               | mug
            {"item_type": "ΡΟΥΧΙΣΜΟΣ"}                                      | coat
            {"category": {"exists": true, "not_in": ["Kitchen", "x"]}}      | boots, sandals
            {"category": []}                                                |
            {"price": 80}                                                   | boots
            {"price": 80.0}                                                 | boots
            {"price": 8e1}                                                  | boots
            {"price": 40.5}                                                 | sandals
            {"price": "80"}                                                 | boots
            {"price": "40.50"}                                              |
            {"price": "CHEAP"}                                              | mug
            {"price": {"gte": 40.5, "lt": 80}}                              | sandals
            {"price": {"gt": 40.5, "lte": 80}}                              | boots
            {"price": {"gt": 40.5, "lt": 80}}                               |
            {"price": {"gte": 10, "in": [80]}}                              | boots
            {"size": 0}                                                     | mug
            {"sizes": 41}                                                   | boots, sandals
            {"sizes": [40, 42]}                                             | boots, sandals
            {"sizes": "40"}                                                 | boots
            {"sizes": {"gte": 42}}                                          | sandals
            {"sizes": {"gt": 40, "lt": 42}}                                 | boots, sandals
            {"printed": {"lte": "1954-07-29"}}                              | mug
            {"printed": {"gt": "1954-07-29"}}                               |
            {"printed": {"gte": "1954-07-29", "lt": "1954-07-30"}}          | mug
            {"new": true}                                                   | boots, mug
            {"new": false}                                                  | sandals
            {"released": {"gte": "2026-01-01"}}                             | boots
            {"released": {"lt": "2025-06-01T10:00:01Z"}}                    | sandals
            {"released": {"lt": "2025-06-01T10:00:00Z"}}                    |
            {"released": {"exists": true}}                                  | boots, sandals
            {"price": {"exists": true}, "maker.country": {"exists": false}} | mug
            {"maker.country": "it"}                                         | boots
            {"maker.city.name": "porto"}                                    | sandals
            {"maker": {"exists": true}}                                     | boots, sandals
            {"a.b": 1}                                                      | boots
            {"item_type": "video"}                                          | clip
            {"item_type": ["VIDEO", "article"]}                             | clip
            {"item_type": {"not_in": ["video"]}, "category": "kitchen"}     | mug
            {"status": "active", "category": "kitchen"}                     | mug
            {"status": ["Active"], "category": "kitchen"}                   | mug
            {"nobody has this": 1}                                          |
            {"nobody has this": {"gt": 1}}                                  |
            {"nobody has this": {"exists": true}}                           |
            """)
    void aFilterFindsExactlyWhatItSays(String filters, String expected) {
        List<String> items = expected == null ? List.of() : Arrays.asList(expected.split(", "));

        assertThat(filtered(Map.of("strategy", "popular"), shop.json().readTree(filters)))
                .containsExactlyInAnyOrderElementsOf(items);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"strategy": "personalized", "user_id": "ada"}
            {"strategy": "personalized", "user_id": "nobody"}
            {"strategy": "similar", "context_item_id": "boots"}
            {"strategy": "similar", "context_item_id": "nothing"}
            {"strategy": "trending"}
            {"strategy": "popular"}
            """)
    void whatIsRareIsFoundByEveryStrategy(String request) {
        Map<String, Object> asked = new HashMap<>();
        shop.json().readTree(request).properties().forEach(entry -> asked.put(entry.getKey(), entry.getValue()));

        assertThat(filtered(asked, shop.json().readTree("{\"color\": \"gold\"}")))
                .containsExactlyInAnyOrder("crowd 7", "crowd 207");
        assertThat(filtered(asked, shop.json().readTree("{\"color\": \"pink\"}")))
                .isEmpty();
    }

    @Test
    void aFilterDecidesTheTotalToo() {
        var data = shop.recommend(Map.of("strategy", "trending", "filters", Map.of("color", "gray"), "limit", 10));

        assertThat(data.path("pagination").path("total_items").asInt()).isEqualTo(CROWD - 2);
    }
}
