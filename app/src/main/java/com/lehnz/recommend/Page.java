package com.lehnz.recommend;

import com.lehnz.engine.Hits;
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

    record Part(Strategy strategy, Plan plan, List<Hits.Hit> hits) {}

    /** Scores of different strategies have nothing to do with each other: each part is scaled to begin where the last ended. */
    List<Recommendation.Result> results() {
        List<Recommendation.Result> results = new ArrayList<>();
        double ceiling = Double.NaN;
        for (Part part : parts) {
            double best = part.hits().getFirst().score();
            double top = Double.isNaN(ceiling) ? best : ceiling;
            for (Hits.Hit hit : part.hits()) {
                double score = best > 0 ? top * (hit.score() / best) : top;
                results.add(new Recommendation.Result(
                        hit.itemId(), score, part.plan().reason().apply(hit)));
                ceiling = score;
            }
        }
        return results;
    }
}
