package com.lehnz.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * What somebody liked in a visit and has not bought since.
 *
 * @param vector what it is about, each item counting by the strongest thing done with it; null where nothing describes them
 * @param categories share of it in each category, largest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LeftBehind(
        @JsonProperty("vector")
        @JsonSerialize(using = PackedVector.Serializer.class)
        @JsonDeserialize(using = PackedVector.Deserializer.class)
        float @Nullable [] vector,

        @JsonProperty("categories") @JsonSerialize(contentUsing = SevenDigits.class)
        Map<String, Double> categories) {}
