package com.lehnz.evaluation.metric;

import java.util.stream.IntStream;

/** What one ranked list is worth, between 0 and 1. */
public enum Metric {
    /** The share of the wanted items that are in the list. */
    RECALL("Recall") {
        @Override
        double of(boolean[] hits, int wanted, int k) {
            return (double) count(hits) / wanted;
        }
    },
    /** Normalized discounted cumulative gain with binary relevance; the ideal list has min(wanted, k) hits in front. */
    NDCG("NDCG") {
        @Override
        double of(boolean[] hits, int wanted, int k) {
            double gain = IntStream.range(0, hits.length)
                    .filter(rank -> hits[rank])
                    .mapToDouble(Metric::discount)
                    .sum();
            double ideal = IntStream.range(0, Math.min(wanted, k))
                    .mapToDouble(Metric::discount)
                    .sum();
            return gain / ideal;
        }
    },
    /** The reciprocal of the first hit's rank. */
    MRR("MRR") {
        @Override
        double of(boolean[] hits, int wanted, int k) {
            return IntStream.range(0, hits.length)
                    .filter(rank -> hits[rank])
                    .mapToDouble(rank -> 1.0 / (rank + 1))
                    .findFirst()
                    .orElse(0);
        }
    },
    /** Whether there is any hit. */
    HIT_RATE("Hit rate") {
        @Override
        double of(boolean[] hits, int wanted, int k) {
            return count(hits) > 0 ? 1 : 0;
        }
    };

    private final String label;

    Metric(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /**
     * @param hits per rank whether its item was wanted, at most k
     * @param wanted how many items were, at least one
     */
    abstract double of(boolean[] hits, int wanted, int k);

    private static long count(boolean[] hits) {
        return IntStream.range(0, hits.length).filter(rank -> hits[rank]).count();
    }

    private static double discount(int rank) {
        return Math.log(2) / Math.log(rank + 2.0);
    }
}
