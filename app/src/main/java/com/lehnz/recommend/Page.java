package com.lehnz.recommend;

import com.lehnz.engine.ItemHit;
import com.lehnz.strategy.Plan;
import com.lehnz.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;

/**
 * A page as it is filled: by the strategy that was asked for, then by whoever fills in for it.
 *
 * @param parts what each contributed, in order; empty contributions are left out
 * @param total how many items can be paged to
 */
record Page(List<Part> parts, long total) {

    /** @param counted how many can be paged to, maybe a second ago: what is on the page is there all the same */
    static Page of(List<Part> parts, long offset, long counted) {
        long shown = parts.stream().mapToLong(part -> part.hits().size()).sum();
        return new Page(parts, shown == 0 ? counted : Math.max(counted, offset + shown));
    }

    record Part(Strategy strategy, Plan plan, List<ItemHit> hits) {}

    /** Scores of different strategies have nothing to do with each other: each part is scaled to begin where the last ended. */
    List<Recommendation.Result> results() {
        List<Recommendation.Result> results = new ArrayList<>();
        double ceiling = Double.NaN;
        for (Part part : parts) {
            double best = part.hits().getFirst().score();
            double top = Double.isNaN(ceiling) ? best : ceiling;
            for (ItemHit hit : part.hits()) {
                double score = best > 0 ? top * (hit.score() / best) : top;
                results.add(new Recommendation.Result(
                        hit.itemId(), score, part.plan().reason().apply(hit)));
                ceiling = score;
            }
        }
        return results;
    }
}
