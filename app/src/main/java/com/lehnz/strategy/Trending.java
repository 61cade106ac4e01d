package com.lehnz.strategy;

import com.lehnz.signals.SignalProperties;
import org.springframework.stereotype.Component;

/** Items with the most weighted events of the last hours. */
@Component
class Trending extends ByCount {
    static final String NAME = "trending";

    Trending(SignalProperties signals) {
        super(NAME, "trending_at", signals.trending(), "Trending in the shop right now");
    }
}
