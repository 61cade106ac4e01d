package com.lehnz.limits;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param requests per window that all keys of an organization may make together, and each person on the dashboard, and
 *     each IP address without a valid key or token
 * @param signIn attempts to register or log in per window and IP address
 * @param window after which counting starts anew
 * @param bodyPause longest pause while the body of a request is being sent: who has begun and says no more holds memory
 * @param trustedProxies addresses or networks whose {@code X-Forwarded-For} is believed
 * @param nodes that count together, as {@code host:port}, this one among them; none where each counts for itself
 * @param nodePort where this node listens for the others
 */
@Validated
@ConfigurationProperties("lehnz.limits")
public record LimitProperties(
        @Min(1) @DefaultValue("1000") long requests,
        @Min(1) @DefaultValue("10") long signIn,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("15m")
        Duration window,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("30s")
        Duration bodyPause,

        @Nullable List<String> trustedProxies,
        @Nullable List<String> nodes,
        @Min(1) @DefaultValue("5701") int nodePort) {}
