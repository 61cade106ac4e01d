package com.lehnz.evaluation.ranking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The same items for everybody. */
public final class Popularity {
    private Popularity() {}

    /** An item that somebody took, and when. */
    public record Taken(int item, Instant time) {}

    /** By the number of rows an item is in. */
    public static Baseline of(Rows rows) {
        double[] counts = rows.counts();
        return new Baseline("popularity", question -> counts.clone());
    }

    /**
     * By how often an item was taken, each time weighing half as much for every half-life that has passed since.
     *
     * @param taken oldest first
     */
    public static Baseline recent(int items, List<Taken> taken, Duration halfLife) {
        double[] scores = new double[items];
        Instant now = taken.getLast().time();
        for (Taken each : taken) {
            double age = Duration.between(each.time(), now).toMillis() / (double) halfLife.toMillis();
            scores[each.item()] += Math.pow(0.5, age);
        }
        return new Baseline(
                "recent popularity (half-life %d d)".formatted(halfLife.toDays()), question -> scores.clone());
    }
}
