package com.lehnz.strategy;

import com.lehnz.engine.ItemFeatures;
import com.lehnz.query.Candidates;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What goes into the same baskets as the items of a basket, summed over all of them, without themselves. */
@Component
class Basket implements Strategy {
    static final String NAME = "basket";

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
        return Set.of(Need.BASKET);
    }

    @Override
    public Optional<String> fallback() {
        return Optional.of(CategoryPopular.NAME);
    }

    @Override
    public Optional<Plan> plan(Context context) {
        return partners(context.itemIds(), "Often bought together with what is in the basket");
    }

    static Optional<Plan> partners(Collection<String> itemIds, String reason) {
        Map<String, Double> equal = new LinkedHashMap<>();
        itemIds.forEach(itemId -> equal.put(itemId, 1.0));
        return equal.isEmpty()
                ? Optional.empty()
                : Optional.of(Plan.of(hit -> reason, new Candidates.Together(ItemFeatures.BOUGHT_WITH, equal)));
    }
}
