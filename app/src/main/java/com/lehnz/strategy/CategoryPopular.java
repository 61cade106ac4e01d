package com.lehnz.strategy;

import com.lehnz.catalog.ItemFacts;
import com.lehnz.query.Candidates;
import com.lehnz.query.Filter;
import com.lehnz.signals.SignalProperties;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What is popular in the category of the context item. */
@Component
class CategoryPopular implements Strategy {
    private final Duration tau;

    CategoryPopular(SignalProperties signals) {
        this.tau = signals.popular().timeConstant();
    }

    @Override
    public String name() {
        return "category-popular";
    }

    @Override
    public boolean canBeRequested() {
        return false;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.CONTEXT_ITEM);
    }

    @Override
    public Optional<String> fallback() {
        return Optional.of("popular");
    }

    @Override
    public Optional<Plan> plan(Context context) {
        ItemFacts item = context.contextItem();
        if (item == null || item.category() == null) {
            return Optional.empty();
        }
        return Optional.of(new Plan(
                List.of(new Candidates.Latest("popular_at", context.now(), tau)),
                List.of(new Filter.AnyOf("category", List.of(item.category()))),
                hit -> "Popular in " + item.category()));
    }
}
