package com.lehnz.strategy;

import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Basket, for what the user has in their cart right now. */
@Component
class Cart extends ForUser {
    static final String NAME = "cart";

    Cart() {
        super(NAME);
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
    public Set<String> excluded(Context context) {
        Set<String> excluded = super.excluded(context);
        excluded.addAll(context.taste().cart());
        return excluded;
    }

    @Override
    public Optional<Plan> plan(Context context) {
        return Basket.partners(context.taste().cart(), "Often bought together with what is in your cart");
    }
}
