package com.lehnz.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * What recommendations need to know of a user. Vectors are unit vectors in the space of {@code model}.
 *
 * @param model the embedding model of all vectors here
 * @param interestVector the middle of all they like; null while nothing is known of it
 * @param interests what they like, apart: the largest share first
 * @param sessionVector what the last few interactions of the latest visit are about
 * @param history items their history speaks for, strongest first, each by the strongest thing done with it, halved with every
 *     half-life of age and with so many other items since; a bounded number
 * @param purchased items bought, newest first; a bounded number
 * @param cart items put into the cart since they were last taken out or bought, newest first
 * @param categories share of their liking in each category, largest first
 * @param brands the same of brands
 * @param sessionCategories the same of categories, in the latest visit alone
 * @param prices what they usually pay, by category: the weighted geometric mean of the items' prices
 * @param usualPrice the same over all categories
 * @param sessions visits, the latest first; a bounded number
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Taste(
        @JsonProperty("model") @Nullable String model,

        @JsonProperty("interest_vector")
        @JsonSerialize(using = PackedVector.Serializer.class)
        @JsonDeserialize(using = PackedVector.Deserializer.class)
        float @Nullable [] interestVector,

        @JsonProperty("interests") List<Interest> interests,

        @JsonProperty("session_vector")
        @JsonSerialize(using = PackedVector.Serializer.class)
        @JsonDeserialize(using = PackedVector.Deserializer.class)
        float @Nullable [] sessionVector,

        @JsonProperty("history") List<WeightedItem> history,
        @JsonProperty("purchased") List<String> purchased,
        @JsonProperty("cart") List<String> cart,

        @JsonProperty("categories") @JsonSerialize(contentUsing = SevenDigits.class)
        Map<String, Double> categories,

        @JsonProperty("brands") @JsonSerialize(contentUsing = SevenDigits.class)
        Map<String, Double> brands,

        @JsonProperty("session_categories") @JsonSerialize(contentUsing = SevenDigits.class)
        Map<String, Double> sessionCategories,

        @JsonProperty("prices") @JsonSerialize(contentUsing = SevenDigits.class)
        Map<String, Double> prices,

        @JsonProperty("usual_price") @JsonSerialize(using = SevenDigits.class) @Nullable
        Double usualPrice,

        @JsonProperty("sessions") List<Session> sessions) {
    public static final Taste UNKNOWN = new Taste(
            null, null, List.of(), null, List.of(), List.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of(), null,
            List.of());

    /** Vectors of another model mean nothing to this one: they are as good as none until the next event renews them. */
    Taste readBy(String currentModel) {
        return currentModel.equals(model)
                ? this
                : new Taste(
                        null,
                        null,
                        List.of(),
                        null,
                        history,
                        purchased,
                        cart,
                        categories,
                        brands,
                        sessionCategories,
                        prices,
                        usualPrice,
                        sessions.stream().map(Session::withoutVector).toList());
    }
}
