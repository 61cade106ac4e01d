package com.lehnz.strategy;

import com.lehnz.catalog.ItemFacts;
import com.lehnz.profile.Taste;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy plans with.
 *
 * @param seed the same for one user and one day, so that pages agree
 * @param taste what is known of the user; {@link Taste#UNKNOWN} for nobody
 * @param owned what the user bought, where that is not to come again
 * @param itemIds the items that the request starts from: its context item, or its basket
 * @param items those of them that exist
 * @param categoryPairs categories that go with the context item's, by their weights, the strongest first
 */
public record Context(
        Instant now,
        long seed,
        Taste taste,
        Set<String> owned,
        List<String> itemIds,
        Map<String, ItemFacts> items,
        Map<String, Double> categoryPairs) {

    /** The context item of a request that has one item, where it exists. */
    @Nullable
    ItemFacts contextItem() {
        return itemIds.isEmpty() ? null : items.get(itemIds.getFirst());
    }
}
