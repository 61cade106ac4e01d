package com.lehnz.signals;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** An item's signals, summed up from what was stored without anything that was there before. */
public final class SignalSum {
    private final Map<String, Double> dates = new HashMap<>();

    /**
     * @param decays by the field that keeps the date
     * @param weight positive
     */
    public void add(Map<String, ForwardDecay> decays, double weight, Instant at) {
        decays.forEach((field, decay) -> dates.merge(field, decay.date(weight, at.toEpochMilli()), decay::add));
    }

    /** By field, in milliseconds since 1970; empty where there was nothing to count. */
    Map<String, Long> dates() {
        Map<String, Long> rounded = new HashMap<>();
        dates.forEach((field, date) -> rounded.put(field, Math.round(date)));
        return rounded;
    }
}
