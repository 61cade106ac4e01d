package com.lehnz.strategy;

import com.lehnz.engine.ItemHit;
import java.util.ArrayList;
import java.util.List;

/**
 * Maximal marginal relevance: the next item is the one with the largest {@code λ · score + (1 − λ) · (1 − c)}, where the
 * score is relative to the best one's and c is its largest cosine to an item that has been taken already. The value falls
 * along the list and becomes the new score. Source: Carbonell, Goldstein, "The Use of MMR, Diversity-Based Reranking",
 * SIGIR 1998.
 *
 * @param lambda 1 leaves the order as it is, 0 looks at nothing but how different items are
 * @param window how many of the best are rearranged
 */
public record Diversity(double lambda, int window) {

    /** @return the first {@code size} of the new order, or all of it where there are fewer */
    public List<ItemHit> rearrange(List<ItemHit> hits, int size) {
        List<ItemHit> left = new ArrayList<>(hits);
        List<ItemHit> taken = new ArrayList<>();
        double best = hits.isEmpty() || hits.getFirst().score() <= 0
                ? 1
                : hits.getFirst().score();
        double[] nearest = new double[hits.size()];
        while (!left.isEmpty() && taken.size() < size) {
            int next = 0;
            double most = -1;
            for (int i = 0; i < left.size(); i++) {
                double value = lambda * left.get(i).score() / best + (1 - lambda) * (1 - nearest[i]);
                if (value > most) {
                    next = i;
                    most = value;
                }
            }
            ItemHit chosen = left.remove(next);
            System.arraycopy(nearest, next + 1, nearest, next, left.size() - next);
            for (int i = 0; i < left.size(); i++) {
                nearest[i] = Math.max(nearest[i], likeness(chosen, left.get(i)));
            }
            taken.add(chosen.scored(most));
        }
        return taken;
    }

    /** Items that point apart are as different as can be. */
    private static double likeness(ItemHit one, ItemHit other) {
        float[] a = one.vector();
        float[] b = other.vector();
        return a == null || b == null ? 0 : Math.max(0, Directions.cosine(a, b));
    }
}
