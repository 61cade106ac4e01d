package com.lehnz.evaluation.metric;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What all lists of one ranker are worth.
 *
 * @param coverage the share of the catalog's items that are in at least one list
 * @param novelty the mean self-information of what was recommended, in bits (Vargas and Castells 2011): -log2 of the share
 *     of training rows that hold the item, so the higher, the less known
 */
public record Score(Map<Metric, Estimate> metrics, double coverage, double novelty) {

    /** What somebody got, and what would have been right. */
    public record Answer(int[] items, Set<Integer> wanted) {}

    /**
     * @param popularity per item the share of training rows that hold it, above 0
     * @param k how long a list can be
     */
    public static Score of(List<Answer> answers, double[] popularity, int k) {
        Map<Metric, Estimate> metrics = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            metrics.put(
                    metric,
                    Estimate.of(answers.stream()
                            .mapToDouble(answer ->
                                    metric.of(hits(answer), answer.wanted().size(), k))
                            .toArray()));
        }
        BitSet covered = new BitSet(popularity.length);
        answers.forEach(answer -> Arrays.stream(answer.items()).forEach(covered::set));
        double novelty = answers.stream()
                .flatMapToInt(answer -> Arrays.stream(answer.items()))
                .mapToDouble(item -> -Math.log(popularity[item]) / Math.log(2))
                .average()
                .orElse(0);
        return new Score(metrics, (double) covered.cardinality() / popularity.length, novelty);
    }

    private static boolean[] hits(Answer answer) {
        boolean[] hits = new boolean[answer.items().length];
        for (int rank = 0; rank < hits.length; rank++) {
            hits[rank] = answer.wanted().contains(answer.items()[rank]);
        }
        return hits;
    }
}
