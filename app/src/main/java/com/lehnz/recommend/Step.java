package com.lehnz.recommend;

import com.lehnz.engine.ItemHit;
import com.lehnz.engine.Search;
import com.lehnz.query.Candidates;
import com.lehnz.query.Eligible;
import com.lehnz.query.PlanComposer;
import com.lehnz.strategy.Context;
import com.lehnz.strategy.Diversity;
import com.lehnz.strategy.Plan;
import com.lehnz.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;

/**
 * One search on the way down a ranking. Each step takes up what the steps before it did not find.
 *
 * @param reach neighbours that a search by vector finds at most
 */
record Step(Strategy strategy, Plan plan, int reach) {
    /** What most requests look at, and a fraction of the price of {@code lehnz.recommend.depth}. */
    private static final int FIRST_REACH = 200;

    /** The steps of a strategy and those who fill in for it: each first as far as most look, then all the way down. */
    static List<Step> of(List<Strategy> chain, Context context, int depth) {
        List<Step> steps = new ArrayList<>();
        for (Strategy strategy : chain) {
            strategy.plan(context).ifPresent(plan -> {
                int first = plan.diversity().map(Diversity::window).orElse(FIRST_REACH);
                steps.add(new Step(strategy, plan, Math.min(first, depth)));
                if (plan.growsWithReach()) {
                    steps.add(new Step(strategy, plan.plain(), depth));
                }
            });
        }
        return steps;
    }

    /** What a page needs to see: all that is to be rearranged, or just itself. */
    Search searchForPage(Eligible eligible, int from, int size) {
        return isDiversified() ? search(eligible, 0, reach) : search(eligible, from, size);
    }

    Search search(Eligible eligible, int from, int size) {
        Eligible allowed = eligible.and(plan.restrictions());
        return new Search(
                PlanComposer.compose(plan.candidates(), plan.boosts(), allowed, reach), from, size, isDiversified());
    }

    /** Whether others will ask for the very same before long: counts are the same for all, and nothing of anybody's is left out. */
    boolean isForEverybody(Eligible eligible) {
        return plan.candidates().stream().allMatch(Candidates.Latest.class::isInstance)
                && plan.restrictions().isEmpty()
                && eligible.excluded().isEmpty();
    }

    boolean isDiversified() {
        return plan.diversity().isPresent();
    }

    /** The first {@code size} of what was found, in the order in which they are shown. */
    List<ItemHit> arrange(List<ItemHit> hits, int size) {
        return plan.diversity().map(pass -> pass.rearrange(hits, size)).orElse(hits);
    }

    /** Whether one that searches further would find no more than these. */
    boolean isExhaustedBy(int found) {
        return found < reach;
    }
}
