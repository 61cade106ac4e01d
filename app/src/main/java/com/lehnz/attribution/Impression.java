package com.lehnz.attribution;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answered recommendation.
 *
 * @param offset position of the first item in the whole ranking
 * @param items in the order in which they were recommended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Impression(
        @JsonProperty("recommendation_id") String recommendationId,
        @JsonProperty("strategy") String strategy,
        @JsonProperty("served_by") String servedBy,
        @JsonProperty("placement") @Nullable String placement,
        @JsonProperty("user_id") @Nullable String userId,
        @JsonProperty("context_item_id") @Nullable String contextItemId,
        @JsonProperty("offset") long offset,
        @JsonProperty("items") List<String> items,
        @JsonProperty("timestamp") Instant timestamp) {}
