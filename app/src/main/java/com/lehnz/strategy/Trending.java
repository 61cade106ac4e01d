package com.lehnz.strategy;

import com.lehnz.signals.SignalProperties;
import org.springframework.stereotype.Component;

/** Items with the most weighted events, each counting half with every few hours of age. */
@Component
class Trending extends ByCount {
    static final String NAME = "trending";

    Trending(SignalProperties signals) {
        super(NAME, "trending_at", signals.trending(), "Trending in the shop");
    }
}
