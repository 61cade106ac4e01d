package com.lehnz.recommend;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param depth candidates that can be paged to; deeper costs every request */
@Validated
@ConfigurationProperties("lehnz.recommend")
public record RecommendProperties(
        @Min(100) @Max(10_000) @DefaultValue("1000") int depth) {}
