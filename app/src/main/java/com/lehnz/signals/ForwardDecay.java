package com.lehnz.signals;

import java.time.Duration;

/**
 * An exponentially decayed weighted count kept as one number that time does not change: the date
 * {@code t* = τ · ln Σ wᵢ · e^(tᵢ/τ)}. Sorting by it sorts by the decayed count at any moment, and the count at a moment
 * {@code now} is {@code e^((t* − now)/τ)}, so items without new events need no rewriting.
 *
 * <p>Source: Cormode, Shkapenyuk, Srivastava, Xu, "Forward Decay", ICDE 2009.
 *
 * @param halfLife after which an event counts for half
 */
public record ForwardDecay(Duration halfLife) {

    /** τ in milliseconds. */
    public double tau() {
        return halfLife.toMillis() / Math.log(2);
    }

    public Duration timeConstant() {
        return Duration.ofMillis(Math.round(tau()));
    }

    /** The date of a single event of a positive weight, in milliseconds since 1970. */
    public double date(double weight, long atMillis) {
        return atMillis + tau() * Math.log(weight);
    }

    /** The date of two counts together. */
    public double add(double date, double other) {
        double later = Math.max(date, other);
        return later + tau() * Math.log1p(Math.exp((Math.min(date, other) - later) / tau()));
    }

    /** The decayed count that a date stands for. */
    public double count(double date, long nowMillis) {
        return Math.exp((date - nowMillis) / tau());
    }
}
