package com.lehnz.strategy;

import java.util.Optional;
import java.util.Set;

/** What strategies that start from a user have in common. */
abstract class ForUser implements Strategy {
    private final String name;

    ForUser(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Set<Need> needs() {
        return Set.of(Need.TASTE);
    }

    @Override
    public Optional<String> fallback() {
        return Optional.of(Trending.NAME);
    }
}
