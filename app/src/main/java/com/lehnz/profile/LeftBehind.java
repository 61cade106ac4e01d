package com.lehnz.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * What somebody liked in a visit and has not bought since.
 *
 * @param vector what it is about, each item counting by the strongest thing done with it; null where nothing describes them
 * @param categories share of it in each category, largest first
 * @param others ids of those of the visit's items for which there is no room in its list
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LeftBehind(
        @JsonProperty("vector")
        @JsonSerialize(using = PackedVector.Serializer.class)
        @JsonDeserialize(using = PackedVector.Deserializer.class)
        float @Nullable [] vector,

        @JsonProperty("categories") @JsonSerialize(contentUsing = SevenDigits.class)
        Map<String, Double> categories,

        @JsonProperty("others") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> others) {

    /** @param others null in profiles that were written before there was such a list */
    public LeftBehind(float @Nullable [] vector, Map<String, Double> categories, @Nullable List<String> others) {
        this.vector = vector;
        this.categories = categories;
        this.others = others == null ? List.of() : others;
    }

    LeftBehind withoutVector() {
        return new LeftBehind(null, categories, others);
    }
}
