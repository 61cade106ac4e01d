package com.lehnz.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.catalog.Status;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What recommendations need to know of a user.
 *
 * @param interestVector unit vector in the space of the configured model; null while nothing is known of it
 * @param purchased items bought, newest first
 * @param categories share of their interest in each category, largest first
 */
public record Taste(float @Nullable [] interestVector, List<String> purchased, Map<String, Double> categories) {
    public static final Taste UNKNOWN = new Taste(null, List.of(), Map.of());

    /** The fields of a user document that are read for this. */
    record Source(
            @JsonProperty("status") Status status,
            @JsonProperty("profile") @Nullable Known profile) {}

    record Known(
            @JsonProperty("interest_vector") float @Nullable [] interestVector,
            @JsonProperty("model") @Nullable String model,
            @JsonProperty("purchased") @Nullable List<Purchase> purchased,
            @JsonProperty("categories") @Nullable Map<String, Double> categories) {}

    /** A vector of another model is as good as none until the next event renews it. */
    static @Nullable Taste of(Source source, String model) {
        Known known = source.profile();
        if (source.status() == Status.DELETED || known == null) {
            return null;
        }
        return new Taste(
                model.equals(known.model()) ? known.interestVector() : null,
                Objects.requireNonNullElse(known.purchased(), List.<Purchase>of()).stream()
                        .map(Purchase::itemId)
                        .toList(),
                Objects.requireNonNullElse(known.categories(), Map.of()));
    }
}
