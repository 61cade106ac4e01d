package com.lehnz.events;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param retention how long events are kept at least, by their own time; for ever where it is absent */
@Validated
@ConfigurationProperties("lehnz.events")
record EventProperties(@DurationMin(days = 1) @Nullable Duration retention) {}
