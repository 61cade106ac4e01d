package com.lehnz.weights;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * Items that go with an item, strongest first.
 *
 * @param items their numbers
 * @param weights positive, in the same order
 */
record Partners(int[] items, double[] weights) {
    static final Partners NONE = new Partners(new int[0], new double[0]);

    int size() {
        return items.length;
    }

    /** Both together, the other's weights times a factor; the weights of an item that is in both are added. */
    Partners plus(Partners other, double factor, int most) {
        Map<Integer, Double> sum = new LinkedHashMap<>();
        for (int rank = 0; rank < size(); rank++) {
            sum.put(items[rank], weights[rank]);
        }
        for (int rank = 0; rank < other.size(); rank++) {
            sum.merge(other.items[rank], factor * other.weights[rank], Double::sum);
        }
        int[] both = sum.keySet().stream().mapToInt(item -> item).toArray();
        double[] added = sum.values().stream().mapToDouble(weight -> weight).toArray();
        return strongest(both, both.length, most, at -> added[at]);
    }

    /** Those of the strongest positive weight; equal ones in the order given. */
    static Partners strongest(int[] items, int size, int most, IntToDoubleFunction weightAt) {
        long[] order = new long[size];
        double[] weights = new double[size];
        int positive = 0;
        for (int at = 0; at < size; at++) {
            weights[at] = weightAt.applyAsDouble(at);
            if (weights[at] > 0) {
                // Bits of positive floats sort as the floats do: one sort of primitives, without comparing objects.
                order[positive++] =
                        ~((long) Float.floatToRawIntBits((float) weights[at]) << 32) & 0xFFFFFFFF00000000L | at;
            }
        }
        Arrays.sort(order, 0, positive);
        int[] strongest = new int[Math.min(most, positive)];
        double[] strengths = new double[strongest.length];
        for (int rank = 0; rank < strongest.length; rank++) {
            int at = (int) order[rank];
            strongest[rank] = items[at];
            strengths[rank] = weights[at];
        }
        return new Partners(strongest, strengths);
    }
}
