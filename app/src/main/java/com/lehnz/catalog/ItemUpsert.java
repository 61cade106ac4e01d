package com.lehnz.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said about an item, in a request and in the queue. What is left out stays as it is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ItemUpsert(
        @JsonProperty("item_id")
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "1 to 512 bytes, unique in the organization",
                example = "PROD-001")
        String itemId,

        @JsonProperty("item_type")
        @Schema(description = "product where it was never said", example = "product")
        @Nullable
        String itemType,

        @JsonProperty("status") @Schema(description = "active where it was never said") @Nullable
        Status status,

        @JsonProperty("attributes")
        @Schema(
                description = "Any JSON. Merged key by key into what is there; a key sent as null is removed.",
                example = "{\"name\": \"Wireless Headphones\", \"price\": 149.99, \"category\": \"Electronics\"}")
        @Nullable
        Map<String, @Nullable Object> attributes) {}
