package com.lehnz.recommend;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies of the flat endpoints as the OpenAPI document shows them; {@link FlatParser} reads them. */
interface FlatRequest {

    @Schema(name = "PersonalizedRequest")
    record Personalized(
            @JsonProperty("user_id") @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String userId,

            @JsonProperty("limit") @Schema(defaultValue = "12", minimum = "1", maximum = "100") @Nullable
            Integer limit,

            @JsonProperty("page") @Schema(defaultValue = "1", minimum = "1") @Nullable
            Integer page,

            @JsonProperty("placement")
            @Schema(
                    description =
                            "Where they will be shown. pdp with a context_item_id gives similar items, cart what goes with the user's cart",
                    example = "home")
            @Nullable
            String placement,

            @JsonProperty("context_item_id") @Nullable String contextItemId,
            @JsonProperty("filters") @Nullable Map<String, Object> filters) {}

    @Schema(name = "SessionRequest")
    record Session(
            @JsonProperty("clicked_item_id") @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String clickedItemId,

            @JsonProperty("limit") @Schema(defaultValue = "10", minimum = "1", maximum = "100") @Nullable
            Integer limit,

            @JsonProperty("page") @Schema(defaultValue = "1", minimum = "1") @Nullable
            Integer page,

            @JsonProperty("mode")
            @Schema(
                    defaultValue = "auto",
                    allowableValues = {"semantic", "behavioral", "auto"})
            @Nullable
            String mode,

            @JsonProperty("filters") @Nullable Map<String, Object> filters) {}

    @Schema(name = "BasketRequest")
    record Basket(
            @JsonProperty("item_ids") @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            List<String> itemIds,

            @JsonProperty("limit") @Schema(defaultValue = "10", minimum = "1", maximum = "100") @Nullable
            Integer limit,

            @JsonProperty("page") @Schema(defaultValue = "1", minimum = "1") @Nullable
            Integer page,

            @JsonProperty("filters") @Nullable Map<String, Object> filters) {}

    @Schema(name = "PriceOptimizedRequest")
    record PriceOptimized(
            @JsonProperty("user_id") @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String userId,

            @JsonProperty("limit") @Schema(defaultValue = "10", minimum = "1", maximum = "100") @Nullable
            Integer limit,

            @JsonProperty("page") @Schema(defaultValue = "1", minimum = "1") @Nullable
            Integer page,

            @JsonProperty("mode") @Schema(defaultValue = "auto", allowableValues = "auto") @Nullable
            String mode,

            @JsonProperty("filters") @Nullable Map<String, Object> filters) {}
}
