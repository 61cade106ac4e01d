package com.lehnz.strategy;

import com.lehnz.query.Boost;
import com.lehnz.query.Candidates;
import com.lehnz.query.Filter;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is new and near the user's interests; what is newest where nothing is known of them. */
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
                .nearInterests(context)
                .map(plan -> plan.times(new Boost.Fresh(context.now(), properties.freshHalfLife()))
                        .because(hit -> "New in the shop, close to your interests"))
                .orElseGet(() -> Plan.of(
                        hit -> "New in the shop",
                        new Candidates.Latest("created_at", context.now(), properties.freshHalfLife())));
        return Optional.of(fresh.within(new Filter.NewerThan(context.now().minus(properties.freshWindow()))));
    }
}
