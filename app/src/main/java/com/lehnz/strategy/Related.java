package com.lehnz.strategy;

import com.lehnz.catalog.ItemFacts;
import com.lehnz.engine.ItemFeatures;
import com.lehnz.query.Candidates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whatever speaks for an item beside another: what the same people are interested in, and what is near in meaning. */
@Component
class Related extends ForItem {
    static final String NAME = "related";

    private final Weights weights;

    Related(Weights weights) {
        super(NAME, Trending.NAME);
        this.weights = weights;
    }

    @Override
    public boolean canBeRequested() {
        return false;
    }

    @Override
    public Optional<Plan> plan(Context context) {
        if (context.itemIds().isEmpty()) {
            return Optional.empty();
        }
        ItemFacts item = context.contextItem();
        List<Candidates> candidates = new ArrayList<>();
        candidates.add(new Candidates.Together(
                ItemFeatures.CONSUMED_WITH, Map.of(context.itemIds().getFirst(), 1.0)));
        if (item != null && item.vector() != null) {
            candidates.add(new Candidates.Near(item.vector(), weights.near()));
        }
        String name = called(item);
        return Optional.of(Plan.of(
                hit -> hit.foundBy().contains(ItemFeatures.CONSUMED_WITH)
                        ? "Often chosen together with " + name
                        : "Similar to " + name,
                candidates));
    }
}
