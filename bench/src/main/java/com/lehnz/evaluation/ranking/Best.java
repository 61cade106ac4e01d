package com.lehnz.evaluation.ranking;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The largest of many numbers. */
final class Best {
    private Best() {}

    /** @return the places of the {@code k} largest positive values, the largest first; of equal ones the earlier first */
    static int[] of(double[] values, int k) {
        Comparator<Integer> worstFirst =
                Comparator.<Integer>comparingDouble(place -> values[place]).thenComparing(Comparator.reverseOrder());
        PriorityQueue<Integer> best = new PriorityQueue<>(k + 1, worstFirst);
        for (int place = 0; place < values.length; place++) {
            if (values[place] > 0 && (best.size() < k || values[place] > values[best.element()])) {
                best.add(place);
                if (best.size() > k) {
                    best.remove();
                }
            }
        }
        int[] places = new int[best.size()];
        for (int i = places.length - 1; i >= 0; i--) {
            places[i] = best.remove();
        }
        return places;
    }
}
