package com.lehnz.strategy;

import com.lehnz.catalog.ItemFacts;
import com.lehnz.engine.AttributeFields;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What strategies that start from one item have in common. */
abstract class ForItem implements Strategy {
    /** Reasons are read at a glance. */
    private static final int LONGEST_NAME = 80;

    private final String name;
    private final String fallback;

    ForItem(String name, String fallback) {
        this.name = name;
        this.fallback = fallback;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.CONTEXT_ITEM);
    }

    @Override
    public final Optional<String> fallback() {
        return Optional.of(fallback);
    }

    /** How reasons call the item. */
    static String called(@Nullable ItemFacts item) {
        return item == null || item.name() == null ? "this item" : AttributeFields.cut(item.name(), LONGEST_NAME);
    }
}
