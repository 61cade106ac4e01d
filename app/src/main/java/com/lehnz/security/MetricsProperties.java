package com.lehnz.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param token that {@code /actuator/prometheus} asks for; without one nobody gets there */
@ConfigurationProperties("lehnz.metrics")
record MetricsProperties(@Nullable String token) {

    /** Never in a log. */
    @Override
    public String toString() {
        return "MetricsProperties";
    }
}
