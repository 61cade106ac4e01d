package com.lehnz.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.pipeline.Position;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one user's events say.
 *
 * @param recent newest first, a bounded number
 * @param purchased items bought, newest first, a bounded number
 * @param interestVector unit vector of what they like; null while nothing is known of it
 * @param model the embedding model whose vector that is
 * @param categories how much of their weighted history lies in each category, as shares of its positive part
 * @param position the last event that is in here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Profile(
        @JsonProperty("recent") List<Interaction> recent,
        @JsonProperty("purchased") List<Purchase> purchased,
        @JsonProperty("interest_vector") float @Nullable [] interestVector,
        @JsonProperty("model") @Nullable String model,
        @JsonProperty("categories") Map<String, Double> categories,
        @JsonProperty("position") @Nullable Position position) {

    public static final Profile EMPTY = new Profile(List.of(), List.of(), null, null, Map.of(), null);
}
