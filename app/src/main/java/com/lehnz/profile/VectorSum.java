package com.lehnz.profile;

import org.jspecify.annotations.Nullable;

/** A weighted sum of vectors of one length, on its way to a direction. */
final class VectorSum {
    private double @Nullable [] sum;

    VectorSum add(double weight, float[] vector) {
        double[] total = sum == null ? new double[vector.length] : sum;
        for (int i = 0; i < total.length; i++) {
            total[i] += weight * vector[i];
        }
        sum = total;
        return this;
    }

    /** The sum scaled to length one; null where nothing was added or all of it cancels out: such a vector points nowhere. */
    float @Nullable [] unit() {
        if (sum == null) {
            return null;
        }
        double norm = 0;
        for (double value : sum) {
            norm += value * value;
        }
        norm = Math.sqrt(norm);
        if (norm < 1e-9) {
            return null;
        }
        float[] unit = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            unit[i] = (float) (sum[i] / norm);
        }
        return unit;
    }

    static double dot(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
        }
        return dot;
    }
}
