package com.lehnz.strategy;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Arithmetic of unit vectors. */
final class Directions {
    private Directions() {}

    static double cosine(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
        }
        return dot;
    }

    /** In radians: 0 for the same direction, π for opposite ones. */
    static double angle(float[] a, float[] b) {
        return Math.acos(Math.clamp(cosine(a, b), -1, 1));
    }

    /** The direction of {@code x · a + y · b}; a's where that is none. */
    static float[] mix(double x, float[] a, double y, float[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = x * a[i] + y * b[i];
        }
        float[] unit = unit(sum);
        return unit == null ? a : unit;
    }

    /** {@code from} turned by an angle in radians in the plane of both, toward {@code to} and maybe beyond it. */
    static float[] turn(float[] from, float[] to, double angle) {
        double along = cosine(from, to);
        double[] across = new double[from.length];
        for (int i = 0; i < across.length; i++) {
            across[i] = to[i] - along * from[i];
        }
        float[] perpendicular = unit(across);
        return perpendicular == null ? from : mix(Math.cos(angle), from, Math.sin(angle), perpendicular);
    }

    /** Any direction is as likely as any other. */
    static float[] random(RandomGenerator random, int dimension) {
        double[] values = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = random.nextGaussian();
        }
        float[] unit = unit(values);
        return unit == null ? random(random, dimension) : unit;
    }

    /** Null where all is zero: that points nowhere. */
    private static float @Nullable [] unit(double[] values) {
        double norm = 0;
        for (double value : values) {
            norm += value * value;
        }
        norm = Math.sqrt(norm);
        if (norm < 1e-9) {
            return null;
        }
        float[] unit = new float[values.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (values[i] / norm);
        }
        return unit;
    }
}
