package com.lehnz.strategy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param recommendPurchased whether recommendations for a user may hold what they bought before
 * @param sessionWindow how long ago the latest visit may have ended to tell what somebody is after now
 * @param resumptionWindow how long ago a visit may have ended for session-resumption to take it up
 * @param abandonmentWindow how long ago a visit may have ended for abandonment-recovery to look at what was left in it
 * @param freshWindow how old items may be that fresh-content-boost shows
 * @param freshHalfLife the age at which fresh-content-boost counts half
 * @param serendipityAngle degrees by which serendipity turns away from the user's interests
 */
@Validated
@ConfigurationProperties("lehnz.strategies")
public record StrategyProperties(
        @DefaultValue("false") boolean recommendPurchased,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("1d")
        Duration sessionWindow,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("7d")
        Duration resumptionWindow,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("7d")
        Duration abandonmentWindow,

        @NotNull @DurationMin(hours = 1) @DefaultValue("30d")
        Duration freshWindow,

        @NotNull @DurationMin(hours = 1) @DefaultValue("7d") Duration freshHalfLife,

        @Min(0) @Max(90) @DefaultValue("40") int serendipityAngle) {}
