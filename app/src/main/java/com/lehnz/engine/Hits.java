package com.lehnz.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param hits best first
 * @param total how many match, counted no further than the search asked for
 */
public record Hits(List<Hit> hits, long total) {

    /**
     * @param category the item's category, folded; null where it has none
     */
    public record Hit(String itemId, double score, @Nullable String category) {}

    public List<String> itemIds() {
        return hits.stream().map(Hit::itemId).toList();
    }
}
