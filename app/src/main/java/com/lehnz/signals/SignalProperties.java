package com.lehnz.signals;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param trendingHalfLife after which an event counts for half in what is trending
 * @param recentHalfLife after which an event counts for half in the popularity that personal rankings are multiplied by
 * @param popularHalfLife after which an event counts for half in what is popular
 * @param exposedHalfLife after which an impression counts for half in how often an item was shown
 * @param gatheredFor how long what events say of items may wait to be counted together: each write of an item is dear
 * @param exposuresGatheredFor how long impressions may wait to be counted together
 */
@Validated
@ConfigurationProperties("lehnz.signals")
public record SignalProperties(
        @NotNull @DurationMin(minutes = 1) @DefaultValue("6h")
        Duration trendingHalfLife,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("7d")
        Duration recentHalfLife,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("60d")
        Duration popularHalfLife,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("7d")
        Duration exposedHalfLife,

        @NotNull @DurationMin(millis = 1) @DurationMax(minutes = 5) @DefaultValue("10s")
        Duration gatheredFor,

        @NotNull @DurationMin(millis = 1) @DurationMax(minutes = 5) @DefaultValue("1m")
        Duration exposuresGatheredFor) {

    public ForwardDecay trending() {
        return new ForwardDecay(trendingHalfLife);
    }

    public ForwardDecay recent() {
        return new ForwardDecay(recentHalfLife);
    }

    public ForwardDecay popular() {
        return new ForwardDecay(popularHalfLife);
    }

    public ForwardDecay exposed() {
        return new ForwardDecay(exposedHalfLife);
    }

    /** The decays of what is counted of interactions, by the item's field. */
    public Map<String, ForwardDecay> ofInteractions() {
        return Map.of("trending_at", trending(), "recent_at", recent(), "popular_at", popular());
    }

    /** The decay of what is counted of impressions, by the item's field. */
    public Map<String, ForwardDecay> ofExposures() {
        return Map.of("exposed_at", exposed());
    }

    /** All fields of an item that are signals. */
    Set<String> fields() {
        Set<String> fields = new HashSet<>(ofInteractions().keySet());
        fields.addAll(ofExposures().keySet());
        return fields;
    }
}
