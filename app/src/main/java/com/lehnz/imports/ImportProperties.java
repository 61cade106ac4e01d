package com.lehnz.imports;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param unpacked how much text may be in a file
 * @param parallelism files that a node checks and queues at the same time
 * @param retention how long is known what became of an import, at least; whole months go
 */
@Validated
@ConfigurationProperties("lehnz.imports")
record ImportProperties(
        @NotNull @DefaultValue("500MB") DataSize unpacked,
        @Min(1) @DefaultValue("2") int parallelism,

        @NotNull @DurationMin(days = 1) @DefaultValue("90d") Duration retention) {}
