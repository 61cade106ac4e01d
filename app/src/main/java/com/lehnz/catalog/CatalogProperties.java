package com.lehnz.catalog;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param rangeFields attributes per organization and kind (numbers, dates) that ranges can be asked of at most; each is a
 *     field of the mapping. Those beyond are still stored and can be filtered by equality
 */
@Validated
@ConfigurationProperties("lehnz.catalog")
public record CatalogProperties(
        @Min(0) @Max(800) @DefaultValue("200") int rangeFields) {}
