package com.lehnz.strategy;

import com.lehnz.signals.SignalProperties;
import org.springframework.stereotype.Component;

/** Items with the most weighted events of the last months. */
@Component
class Popular extends ByCount {
    static final String NAME = "popular";

    Popular(SignalProperties signals) {
        super(NAME, "popular_at", signals.popular(), "Popular with all shoppers");
    }
}
