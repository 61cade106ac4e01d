package com.lehnz.attribution;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param window how long after a recommendation what comes of it is credited to it */
@Validated
@ConfigurationProperties("lehnz.attribution")
record AttributionProperties(
        @NotNull @DurationMin(minutes = 1) @DefaultValue("30d")
        Duration window) {}
