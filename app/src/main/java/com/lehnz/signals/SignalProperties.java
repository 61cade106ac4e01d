package com.lehnz.signals;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param trendingHalfLife after which an event counts for half in what is trending
 * @param popularHalfLife after which an event counts for half in what is popular
 */
@Validated
@ConfigurationProperties("lehnz.signals")
public record SignalProperties(
        @NotNull @DurationMin(minutes = 1) @DefaultValue("6h")
        Duration trendingHalfLife,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("60d")
        Duration popularHalfLife) {

    public ForwardDecay trending() {
        return new ForwardDecay(trendingHalfLife);
    }

    public ForwardDecay popular() {
        return new ForwardDecay(popularHalfLife);
    }
}
