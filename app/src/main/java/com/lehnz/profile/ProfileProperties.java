package com.lehnz.profile;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param recent interactions a profile keeps at most
 * @param purchased bought items a profile keeps at most
 * @param halfLife after which an interaction counts for half in vectors, affinities and prices
 * @param historyHalfLife after which it counts for half where items are weighed by what was bought or seen with them
 * @param historyHalfCount of other items since, after which it counts for half once more: tastes move on with what is done,
 *     not only with time
 * @param itemsPatience how long events wait for their organization's items where only these cannot be read
 * @param sessionGap a longer pause begins a new visit, where events name no session
 */
@Validated
@ConfigurationProperties("lehnz.profile")
public record ProfileProperties(
        @Min(1) @DefaultValue("200") int recent,
        @Min(0) @DefaultValue("500") int purchased,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("14d")
        Duration halfLife,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("120d")
        Duration historyHalfLife,

        @Min(1) @DefaultValue("100") int historyHalfCount,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("1m")
        Duration itemsPatience,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("30m")
        Duration sessionGap) {}
