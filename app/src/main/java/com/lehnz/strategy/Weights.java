package com.lehnz.strategy;

import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much the parts of a ranking count beside each other.
 *
 * @param near closeness in meaning, where what is consumed or bought together counts 1
 * @param popularity power of recent popularity in what is personal
 * @param category what an item of a category gains when all the user's interest lies there
 * @param seen factor for what the user has just seen
 * @param boughtPopularity power of recent popularity in what is bought together
 * @param pairedCategory the category that goes best with the item's: what few baskets say of a partner counts less
 * @param substitute factor for what could be bought instead of the item
 * @param unexposed power of an item's exposures that cold-start-booster divides by
 */
@Validated
@ConfigurationProperties("lehnz.strategies.weights")
public record Weights(
        @PositiveOrZero @DefaultValue("0.3") double near,
        @PositiveOrZero @DefaultValue("0.8") double popularity,
        @PositiveOrZero @DefaultValue("0.5") double category,
        @PositiveOrZero @DefaultValue("0.5") double seen,
        @PositiveOrZero @DefaultValue("0.2") double boughtPopularity,
        @PositiveOrZero @DefaultValue("0.05") double pairedCategory,
        @PositiveOrZero @DefaultValue("0.7") double substitute,
        @PositiveOrZero @DefaultValue("0.5") double unexposed) {}
