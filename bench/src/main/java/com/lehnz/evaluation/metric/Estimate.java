package com.lehnz.evaluation.metric;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A mean with its 95 % confidence interval.
 *
 * @param low the 2.5th percentile of the means of resampled cases
 * @param high the 97.5th
 */
public record Estimate(double mean, double low, double high) {
    private static final int RESAMPLES = 1_000;

    /** Half of the interval's width. */
    public double margin() {
        return (high - low) / 2;
    }

    /**
     * By the percentile bootstrap (Efron 1979) over 1,000 resamples, the same ones for the same number of values.
     *
     * @param values one per case, at least one
     */
    static Estimate of(double[] values) {
        SplittableRandom random = new SplittableRandom(1);
        double[] means = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            means[resample] = random.ints(values.length, 0, values.length)
                    .mapToDouble(i -> values[i])
                    .average()
                    .orElseThrow();
        }
        Arrays.sort(means);
        return new Estimate(
                Arrays.stream(values).average().orElseThrow(),
                means[(int) (0.025 * RESAMPLES)],
                means[(int) (0.975 * RESAMPLES) - 1]);
    }
}
