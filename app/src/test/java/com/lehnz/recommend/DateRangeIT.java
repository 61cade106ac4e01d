package com.lehnz.recommend;

import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@LehnzTest
class DateRangeIT {
    @Autowired
    private Shops shops;

    @Test
    void rangesCanBeAskedOfDates() {
        Shop shop = shops.open();
        shop.upsertItems(List.of(
                item("winter", Map.of("name", "Ski boots", "season", Map.of("from", "2025-12-01"))),
                item("summer", Map.of("name", "Sandals", "season", Map.of("from", "2026-06-01T08:00:00Z"))),
                item("always", Map.of("name", "Socks"))));
        Map<String, Object> request = Map.of(
                "strategy",
                "popular",
                "filters",
                Map.of("season.from", Map.of("gt", "2026-01-01", "lte", "2026-06-01T10:00:00+02:00")));

        shop.awaitRecommendation(
                request,
                data -> assertThat(data.path("recommended_items").valueStream().map(JsonNode::asString))
                        .containsExactly("summer"));
    }
}
