package com.lehnz.strategy;

import com.lehnz.query.Candidates;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Anything at all, in an order that holds for a user and a day: what is left where nothing is known. */
@Component
class Shuffle implements Strategy {
    static final String NAME = "random";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean canBeRequested() {
        return false;
    }

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public Optional<String> fallback() {
        return Optional.empty();
    }

    @Override
    public Optional<Plan> plan(Context context) {
        return Optional.of(Plan.of(hit -> "A pick from the catalog", new Candidates.Shuffled(context.seed())));
    }
}
