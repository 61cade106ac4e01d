package com.lehnz.recommend;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/recommend} as the OpenAPI document shows it; {@link RecommendParser} reads it. */
record RecommendRequest(
        @JsonProperty("strategy") @Schema(defaultValue = "personalized") @Nullable
        String strategy,

        @JsonProperty("user_id")
        @Schema(description = "Required by strategies that know the user", example = "usr_8f3a2b9c")
        @Nullable
        String userId,

        @JsonProperty("context_item_id")
        @Schema(description = "Required by strategies that start from an item")
        @Nullable
        String contextItemId,

        @JsonProperty("filters")
        @Schema(
                description =
                        "Conditions on attributes: a value, an array (any of), or an object with gt, gte, lt, lte, in, not_in, exists",
                example = "{\"category\": \"shoes\", \"price\": {\"lte\": 100}}")
        @Nullable
        Map<String, Object> filters,

        @JsonProperty("limit") @Schema(defaultValue = "20", minimum = "1", maximum = "100") @Nullable
        Integer limit,

        @JsonProperty("page") @Schema(defaultValue = "1", minimum = "1") @Nullable
        Integer page) {}
