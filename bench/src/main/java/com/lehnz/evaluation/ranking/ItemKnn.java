package com.lehnz.evaluation.ranking;

import java.util.Arrays;
import java.util.List;

/**
 * Items that share rows with those of the history, by a shrunk asymmetric cosine: {@code c / (s^a · t^b + shrink)} where
 * {@code c} counts the rows that hold both items, {@code s} those of the history's item and {@code t} those of the
 * candidate (Deshpande and Karypis 2004). Each candidate keeps its strongest neighbours.
 */
public final class ItemKnn {
    private final Rows rows;
    private final double sourcePower;
    private final double targetPower;
    private final double shrink;

    private ItemKnn(Rows rows, double sourcePower, double targetPower, double shrink) {
        this.rows = rows.distinct();
        this.sourcePower = sourcePower;
        this.targetPower = targetPower;
        this.shrink = shrink;
    }

    /** @param neighbours of each candidate at most */
    public static Baseline of(
            String name, Rows rows, double sourcePower, double targetPower, double shrink, int neighbours) {
        Partners partners = new ItemKnn(rows, sourcePower, targetPower, shrink).strongest(neighbours);
        return new Baseline(name, question -> partners.sum(question.history()));
    }

    /** Only the last item of the history counts, as is usual for sessions. */
    public static Baseline ofLast(
            String name, Rows rows, double sourcePower, double targetPower, double shrink, int neighbours) {
        Partners partners = new ItemKnn(rows, sourcePower, targetPower, shrink).strongest(neighbours);
        return new Baseline(name, question -> {
            int[] history = question.history();
            return partners.sum(Arrays.copyOfRange(history, history.length - 1, history.length));
        });
    }

    private Partners strongest(int neighbours) {
        double[] counts = rows.counts();
        List<int[]> rowsOfItems = rows.rowsOfItems();
        Partners.Builder partners = new Partners.Builder(rows.items());
        for (int target = 0; target < rows.items(); target++) {
            double[] weights = new double[rows.items()];
            for (int row : rowsOfItems.get(target)) {
                for (int source : rows.rows().get(row)) {
                    weights[source]++;
                }
            }
            weights[target] = 0;
            double ofTarget = Math.pow(counts[target], targetPower);
            for (int source = 0; source < weights.length; source++) {
                if (weights[source] > 0) {
                    weights[source] /= Math.pow(counts[source], sourcePower) * ofTarget + shrink;
                }
            }
            for (int source : Best.of(weights, neighbours)) {
                partners.add(source, target, weights[source]);
            }
        }
        return partners.build();
    }
}
