package com.lehnz.strategy;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param recommendPurchased whether personal recommendations may hold what the user bought before */
@ConfigurationProperties("lehnz.strategies")
public record StrategyProperties(@DefaultValue("false") boolean recommendPurchased) {}
