package com.lehnz.strategy;

import com.lehnz.engine.ItemFeatures;
import com.lehnz.query.Candidates;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the same people are interested in, in the same visits. */
@Component
class ConsumedTogether extends ForItem {
    static final String NAME = "frequently-consumed-together";

    ConsumedTogether() {
        super(NAME, CategoryPopular.NAME);
    }

    @Override
    public Optional<Plan> plan(Context context) {
        if (context.itemIds().isEmpty()) {
            return Optional.empty();
        }
        String reason = "Often chosen together with " + called(context.contextItem());
        return Optional.of(Plan.of(
                hit -> reason,
                new Candidates.Together(
                        ItemFeatures.CONSUMED_WITH, Map.of(context.itemIds().getFirst(), 1.0))));
    }
}
