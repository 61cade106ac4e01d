package com.lehnz.recommend;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the flat endpoints answer; each has some of the last five fields.
 *
 * @param mode as it was asked for
 * @param source what produced the list
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FlatRecommendation(
        @JsonProperty("success") boolean success,
        @JsonProperty("recommendation_id") String recommendationId,
        @JsonProperty("all_item_ids") List<String> allItemIds,
        @JsonProperty("recommendations") List<Recommendation.Result> recommendations,
        @JsonProperty("meta") Meta meta,
        @JsonProperty("user_id") @Nullable String userId,
        @JsonProperty("item_id") @Nullable String itemId,
        @JsonProperty("mode") @Nullable String mode,
        @JsonProperty("basket_items") @Nullable List<String> basketItems,
        @JsonProperty("source") @Nullable String source) {

    record Meta(
            @JsonProperty("total_items") long totalItems,
            @JsonProperty("total_pages") long totalPages,
            @JsonProperty("page") int page,
            @JsonProperty("limit") int limit) {}

    static FlatRecommendation of(Recommendation answer) {
        Recommendation.Pagination pages = answer.pagination();
        return new FlatRecommendation(
                true,
                answer.recommendationId(),
                answer.recommendedItems(),
                answer.results(),
                new Meta(pages.totalItems(), pages.totalPages(), pages.page(), pages.limit()),
                null,
                null,
                null,
                null,
                null);
    }

    FlatRecommendation forUser(@Nullable String user) {
        return with(user, null, null, null, null);
    }

    FlatRecommendation forUser(@Nullable String user, String by) {
        return with(user, null, null, null, by);
    }

    FlatRecommendation besideItem(@Nullable String item, String how) {
        return with(null, item, how, null, null);
    }

    FlatRecommendation forBasket(List<String> basket, String by) {
        return with(null, null, null, basket, by);
    }

    private FlatRecommendation with(
            @Nullable String user,
            @Nullable String item,
            @Nullable String how,
            @Nullable List<String> basket,
            @Nullable String by) {
        return new FlatRecommendation(
                success, recommendationId, allItemIds, recommendations, meta, user, item, how, basket, by);
    }
}
