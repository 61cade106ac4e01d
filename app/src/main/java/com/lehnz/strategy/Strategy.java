package com.lehnz.strategy;

import java.util.HashSet;
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

    /**
     * Items that must not come, from this strategy or from whoever fills in for it: what the request starts from, and
     * what the user owns.
     */
    default Set<String> excluded(Context context) {
        Set<String> excluded = new HashSet<>(context.owned());
        excluded.addAll(context.itemIds());
        return excluded;
    }

    /** Whether {@code POST /v1/recommend} takes its name. */
    default boolean canBeRequested() {
        return true;
    }
}
