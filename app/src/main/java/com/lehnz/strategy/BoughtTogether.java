package com.lehnz.strategy;

import com.lehnz.catalog.ItemFacts;
import com.lehnz.engine.ItemFeatures;
import com.lehnz.query.Boost;
import com.lehnz.query.Candidates;
import com.lehnz.signals.SignalProperties;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What goes into the same baskets as an item, less so where it could be bought instead of it. */
@Component
class BoughtTogether extends ForItem {
    private final Weights weights;
    private final Duration popularTau;

    BoughtTogether(Weights weights, SignalProperties signals) {
        super("frequently-bought-together", CategoryPopular.NAME);
        this.weights = weights;
        this.popularTau = signals.popular().timeConstant();
    }

    @Override
    public Optional<Plan> plan(Context context) {
        if (context.itemIds().isEmpty()) {
            return Optional.empty();
        }
        ItemFacts item = context.contextItem();
        String reason = "Often bought together with " + called(item);
        Plan partners = Plan.of(
                        hit -> reason,
                        new Candidates.Together(
                                ItemFeatures.BOUGHT_WITH,
                                Map.of(context.itemIds().getFirst(), 1.0)))
                .times(new Boost.Count("popular_at", context.now(), popularTau, weights.boughtPopularity()));
        return Optional.of(
                item == null || item.vector() == null || item.category() == null
                        ? partners
                        : partners.times(new Boost.Substitutes(item.vector(), item.category(), weights.substitute())));
    }
}
