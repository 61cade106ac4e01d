package com.lehnz.attribution;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param retention how long impressions, and so analytics, are kept at least; they go by whole months */
@Validated
@ConfigurationProperties("lehnz.impressions")
record ImpressionProperties(
        @NotNull @DurationMin(days = 1) @DefaultValue("400d")
        Duration retention) {}
