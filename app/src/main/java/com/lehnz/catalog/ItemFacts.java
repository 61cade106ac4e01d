package com.lehnz.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What others need to know of an item to learn from what users do with it. */
public record ItemFacts(
        @JsonProperty("name") @Nullable String name,
        @JsonProperty("category") @Nullable String category,
        @JsonProperty("brand") @Nullable String brand,
        @JsonProperty("price") @Nullable Double price,
        @JsonProperty("vector") float @Nullable [] vector) {
    static final List<String> FIELDS = List.of("name", "category", "brand", "price", "vector");
}
