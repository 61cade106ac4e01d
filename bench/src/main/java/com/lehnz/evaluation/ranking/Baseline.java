package com.lehnz.evaluation.ranking;

import java.util.function.Function;

/**
 * A ranker that gives every item of the catalog a score.
 *
 * @param scores a new array at every call, an element per item; items with 0 or less are not ranked
 */
public record Baseline(String name, Function<Case, double[]> scores) implements Ranker {

    @Override
    public int[] rank(Case question, int k) {
        double[] all = scores.apply(question);
        question.excluded().forEach(item -> all[item] = 0);
        return Best.of(all, k);
    }
}
