package com.lehnz.strategy;

import java.util.Optional;
import java.util.Set;

/**
 * A way of ranking. Pure: what it needs has been read before, what it plans is searched after. To add one is to add one
 * class; nothing else lists them.
 */
public interface Strategy {
    String name();

    /** Inputs without which it cannot be asked for. */
    Set<Need> needs();

    /** Who fills in where this one has too little to go on; empty for the last. */
    Optional<String> fallback();

    /** Empty where there is not enough signal. */
    Optional<Plan> plan(Context context);

    /** Items that must not come, from this strategy or from whoever fills in for it. */
    default Set<String> excluded(Context context) {
        return Set.of();
    }

    /** Some only ever fill in for others. */
    default boolean canBeRequested() {
        return true;
    }
}
