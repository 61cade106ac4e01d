package com.lehnz.evaluation.ranking;

import java.util.ArrayList;
import java.util.List;

/** What each item says for others: a sparse matrix of weights, kept by the item that speaks. */
final class Partners {
    private record Weight(int target, double value) {}

    private final List<List<Weight>> bySource;

    private Partners(List<List<Weight>> bySource) {
        this.bySource = bySource;
    }

    /** The sum of what all items of a history say for each item. */
    double[] sum(int[] history) {
        double[] scores = new double[bySource.size()];
        for (int source : history) {
            for (Weight weight : bySource.get(source)) {
                scores[weight.target()] += weight.value();
            }
        }
        return scores;
    }

    static final class Builder {
        private final List<List<Weight>> bySource = new ArrayList<>();

        Builder(int items) {
            for (int item = 0; item < items; item++) {
                bySource.add(new ArrayList<>());
            }
        }

        void add(int source, int target, double value) {
            bySource.get(source).add(new Weight(target, value));
        }

        Partners build() {
            return new Partners(bySource);
        }
    }
}
