package com.lehnz.recommend;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** What {@code POST /v1/recommend} answers. */
record Recommendation(
        @JsonProperty("recommendation_id") String recommendationId,
        @JsonProperty("strategy") String strategy,
        @JsonProperty("served_by") String servedBy,
        @JsonProperty("recommended_items") List<String> recommendedItems,
        @JsonProperty("results") List<Result> results,
        @JsonProperty("pagination") Pagination pagination) {

    /** @param score falls along the list; comparable within one answer */
    record Result(
            @JsonProperty("item_id") String itemId,
            @JsonProperty("score") double score,
            @JsonProperty("reason") String reason) {}

    /** @param totalItems how many can be paged to */
    record Pagination(
            @JsonProperty("page") int page,
            @JsonProperty("limit") int limit,
            @JsonProperty("total_items") long totalItems,
            @JsonProperty("total_pages") long totalPages,
            @JsonProperty("has_next") boolean hasNext) {

        static Pagination of(int page, int limit, long totalItems) {
            long totalPages = (totalItems + limit - 1) / limit;
            return new Pagination(page, limit, totalItems, totalPages, page < totalPages);
        }
    }
}
