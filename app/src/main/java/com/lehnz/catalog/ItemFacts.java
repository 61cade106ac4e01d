package com.lehnz.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What others need to know of an item to learn from what users do with it. */
public record ItemFacts(
        @Nullable String name,
        @Nullable String category,
        @Nullable String brand,
        @Nullable Double price,
        float @Nullable [] vector) {

    ItemFacts withoutVector() {
        return new ItemFacts(name, category, brand, price, null);
    }

    /** The fields of an item's document that are read for this. */
    record Source(
            @JsonProperty("status") @Nullable Status status,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("category") @Nullable String category,
            @JsonProperty("brand") @Nullable String brand,
            @JsonProperty("price") @Nullable Double price,
            @JsonProperty("vector") float @Nullable [] vector) {
        static final List<String> FIELDS = List.of("status", "name", "category", "brand", "price", "vector");

        /** Empty for an item that nobody has loaded yet, whose signals are waiting for it. */
        Optional<ItemFacts> facts() {
            return status == null ? Optional.empty() : Optional.of(new ItemFacts(name, category, brand, price, vector));
        }
    }
}
