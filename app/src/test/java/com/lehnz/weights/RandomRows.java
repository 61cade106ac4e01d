package com.lehnz.weights;

import java.util.Random;

/** A random incidence, dense for brute force and sparse for the code. */
record RandomRows(double[][] dense, Incidence sparse) {

    static RandomRows of(int rows, int items, long seed) {
        Random random = new Random(seed);
        double[][] dense = new double[rows][items];
        var builder = new Incidence.Builder(items);
        for (int row = 0; row < rows; row++) {
            for (int item = 0; item < items; item++) {
                // Items differ in how often they occur, and the last never does.
                if (item < items - 1 && random.nextInt(items) > item) {
                    dense[row][item] = (float) (.1 + random.nextDouble());
                    builder.add(item, dense[row][item]);
                }
            }
            builder.endRow();
        }
        return new RandomRows(dense, builder.build());
    }

    int items() {
        return sparse.items();
    }

    /** An entry of {@code XᵀX}. */
    double gram(int a, int b) {
        double sum = 0;
        for (double[] row : dense) {
            sum += row[a] * row[b];
        }
        return sum;
    }
}
