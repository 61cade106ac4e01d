package com.lehnz.strategy;

import com.lehnz.query.Boost;
import com.lehnz.query.Candidates;
import com.lehnz.query.Filter;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What is new, unknown to the user and near their interests; what is newest where they have none. By who liked it, nothing
 * would be found that is new to all.
 */
@Component
class FreshContentBoost extends ForUser {
    private final Relevance relevance;
    private final StrategyProperties properties;

    FreshContentBoost(Relevance relevance, StrategyProperties properties) {
        super("fresh-content-boost");
        this.relevance = relevance;
        this.properties = properties;
    }

    @Override
    public Optional<Plan> plan(Context context) {
        Plan fresh = relevance
                .discovery(context)
                .map(plan -> plan.times(new Boost.Fresh(context.now(), properties.freshHalfLife()))
                        .because(hit -> "New in the shop, close to your interests"))
                .orElseGet(() -> Plan.of(
                        hit -> "New in the shop",
                        new Candidates.Latest("created_at", context.now(), properties.freshHalfLife())));
        return Optional.of(fresh.within(new Filter.NewerThan(context.now(), properties.freshWindow())));
    }
}
