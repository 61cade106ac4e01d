package com.lehnz.strategy;

import com.lehnz.profile.Taste;
import com.lehnz.query.Boost;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Personalized, for the prices that the user usually pays. */
@Component
class PriceOptimized extends ForUser {
    static final String NAME = "price_optimized";

    private final Personalized personalized;

    PriceOptimized(Personalized personalized) {
        super(NAME);
        this.personalized = personalized;
    }

    @Override
    public boolean canBeRequested() {
        return false;
    }

    @Override
    public Optional<String> fallback() {
        return Optional.of(Personalized.NAME);
    }

    @Override
    public Optional<Plan> plan(Context context) {
        Taste taste = context.taste();
        return taste.usualPrice() == null
                ? Optional.empty()
                : personalized
                        .plan(context)
                        .map(plan -> plan.times(new Boost.PriceNear(taste.prices(), taste.usualPrice())));
    }
}
