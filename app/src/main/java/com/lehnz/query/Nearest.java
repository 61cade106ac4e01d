package com.lehnz.query;

import com.lehnz.engine.ItemHit;
import com.lehnz.engine.Search;
import java.util.List;
import java.util.Set;

/**
 * The active items whose vectors are nearest to a unit vector.
 *
 * @param count how many at most
 */
public record Nearest(float[] vector, int count) {

    public Search toSearch() {
        var eligible = new Eligible(List.of(), Set.of());
        return new Search(Queries.neighbours(vector, count, eligible.toQuery()), 0, count, false);
    }

    /** OpenSearch scores neighbours by 1 + cosine where that is positive, and by 1 / (1 - cosine) where it is not. */
    public static double cosine(ItemHit hit) {
        return hit.score() >= 1 ? hit.score() - 1 : 1 - 1 / hit.score();
    }
}
