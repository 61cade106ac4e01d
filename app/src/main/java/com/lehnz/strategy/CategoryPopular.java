package com.lehnz.strategy;

import com.lehnz.catalog.ItemFacts;
import com.lehnz.query.Filter;
import com.lehnz.signals.SignalProperties;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What is popular in the categories of the items that the request starts from. */
@Component
class CategoryPopular extends ByCount {
    static final String NAME = "category-popular";

    CategoryPopular(SignalProperties signals) {
        super(NAME, "popular_at", signals.popular(), "Popular");
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
        return Optional.of(Popular.NAME);
    }

    @Override
    public Optional<Plan> plan(Context context) {
        List<Object> categories = context.items().values().stream()
                .map(ItemFacts::category)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .<Object>map(category -> category)
                .toList();
        String reason = categories.size() == 1 ? "Popular in " + categories.getFirst() : "Popular in these categories";
        return categories.isEmpty()
                ? Optional.empty()
                : super.plan(context)
                        .map(popular -> popular.within(new Filter.AnyOf("category", categories))
                                .because(hit -> reason));
    }
}
