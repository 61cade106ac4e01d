package com.lehnz.recommend;

import com.lehnz.query.Filter;
import com.lehnz.strategy.Strategy;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A valid request for recommendations.
 *
 * @param itemIds the items that the strategy starts from: one, a basket, or none
 * @param limit items per page, 1 to 100
 * @param page from 1
 * @param placement where they will be shown, kept on the impression
 */
record RecommendQuery(
        Strategy strategy,
        @Nullable String userId,
        List<String> itemIds,
        List<Filter> filters,
        int limit,
        int page,
        @Nullable String placement) {

    long offset() {
        return (page - 1L) * limit;
    }

    /** The same for the pages of one list; null where it depends on nobody and nothing, so that any copy may answer. */
    @Nullable
    String preference() {
        return userId == null && itemIds.isEmpty() ? null : Integer.toHexString(Objects.hash(userId, itemIds));
    }

    @Nullable
    String contextItemId() {
        return itemIds.size() == 1 ? itemIds.getFirst() : null;
    }
}
