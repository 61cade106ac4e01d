package com.lehnz.signals;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** An item's signals, summed up from its events without anything that was there before. */
public final class SignalSum {
    private final Map<String, ForwardDecay> decays;
    private final Map<String, Double> dates = new HashMap<>();

    public SignalSum(SignalProperties properties) {
        this.decays = properties.ofInteractions();
    }

    /**
     * @param weight positive
     * @param atMillis the event's time in milliseconds since 1970
     */
    public void add(double weight, long atMillis) {
        decays.forEach((field, decay) -> dates.merge(field, decay.date(weight, atMillis), decay::add));
    }

    /** All that are summed up, whether there was an event or not. */
    Set<String> fields() {
        return decays.keySet();
    }

    /** By field, in milliseconds since 1970; empty without any event. */
    Map<String, Long> dates() {
        Map<String, Long> rounded = new HashMap<>();
        dates.forEach((field, date) -> rounded.put(field, Math.round(date)));
        return rounded;
    }
}
