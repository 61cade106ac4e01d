package com.lehnz.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An item that a search found.
 *
 * @param category the item's category, folded; null where it has none
 * @param foundBy names of the parts of the query that found it, of those that have one
 * @param vector where the search asked for it and the item has one
 */
public record ItemHit(
        String itemId, double score, @Nullable String category, Set<String> foundBy, float @Nullable [] vector) {

    public ItemHit scored(double other) {
        return new ItemHit(itemId, other, category, foundBy, vector);
    }
}
