package com.lehnz.profile;

import org.jspecify.annotations.Nullable;

/** A weighted sum of unit vectors of one length, on its way to a direction. */
final class VectorSum {
    private static final double NOTHING = 1e-18;
    private static final double UNKNOWN = -1;

    private double @Nullable [] sum;

    /** The sum's squared length; below 0 until somebody asks for it. */
    private double squared = UNKNOWN;

    VectorSum add(double weight, float[] vector) {
        double[] total = sum == null ? new double[vector.length] : sum;
        for (int i = 0; i < total.length; i++) {
            total[i] += weight * vector[i];
        }
        sum = total;
        squared = UNKNOWN;
        return this;
    }

    /** Asked for far more often than it changes, and not at all of sums that only become a direction. */
    private double squared(double[] total) {
        if (squared == UNKNOWN) {
            double square = 0;
            for (double each : total) {
                square += each * each;
            }
            squared = square;
        }
        return squared;
    }

    /** The sum scaled to length one; null where nothing was added or all of it cancels out: such a vector points nowhere. */
    float @Nullable [] unit() {
        if (sum == null || squared(sum) < NOTHING) {
            return null;
        }
        double norm = Math.sqrt(squared(sum));
        float[] unit = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            unit[i] = (float) (sum[i] / norm);
        }
        return unit;
    }

    /** Of the angle between the sum and a unit vector; 0 where the sum points nowhere. */
    double cosine(float[] vector) {
        if (sum == null || squared(sum) < NOTHING) {
            return 0;
        }
        // Four sums at once: one after the other, each addition waits for the one before.
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < sum.length; i += 4) {
            a += sum[i] * vector[i];
            b += sum[i + 1] * vector[i + 1];
            c += sum[i + 2] * vector[i + 2];
            d += sum[i + 3] * vector[i + 3];
        }
        for (; i < sum.length; i++) {
            a += sum[i] * vector[i];
        }
        return (a + b + c + d) / Math.sqrt(squared(sum));
    }
}
