package com.lehnz.weights;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param interval how often workers look for organizations with new evidence
 * @param evidence events that an organization's weights are learned from at most: the newest, a third of them kept for
 *     older purchases; about 75 bytes of a worker's memory each while it learns
 * @param halfLife after which an event counts for half, measured from the organization's newest
 * @param resemblance what an item that is described alike counts in a user's history, times its cosine, where learned
 *     partners count their weights: where little is known of an item's users, what is like it speaks for it. 0 leaves it
 *     to what is learned, for a shop whose texts say little about what it sells
 * @param parallelism threads that learn, one core each
 */
@Validated
@ConfigurationProperties("lehnz.weights")
public record WeightProperties(
        @NotNull @DurationMin(seconds = 1) @DefaultValue("60s")
        Duration interval,

        @Min(1) @DefaultValue("2000000") int evidence,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("120d")
        Duration halfLife,

        @PositiveOrZero @DefaultValue("0.1") double resemblance,

        @Min(1) @DefaultValue("1") int parallelism) {}
