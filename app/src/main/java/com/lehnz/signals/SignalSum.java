package com.lehnz.signals;

/** An item's signals, summed up from its events without anything that was there before. */
public final class SignalSum {
    private final SignalProperties properties;
    private double trending = Double.NEGATIVE_INFINITY;
    private double popular = Double.NEGATIVE_INFINITY;

    public SignalSum(SignalProperties properties) {
        this.properties = properties;
    }

    /**
     * @param weight positive
     * @param atMillis the event's time in milliseconds since 1970
     */
    public void add(double weight, long atMillis) {
        trending = add(properties.trending(), trending, weight, atMillis);
        popular = add(properties.popular(), popular, weight, atMillis);
    }

    private static double add(ForwardDecay decay, double sum, double weight, long atMillis) {
        double date = decay.date(weight, atMillis);
        return sum == Double.NEGATIVE_INFINITY ? date : decay.add(sum, date);
    }

    boolean isEmpty() {
        return popular == Double.NEGATIVE_INFINITY;
    }

    long trending() {
        return Math.round(trending);
    }

    long popular() {
        return Math.round(popular);
    }
}
