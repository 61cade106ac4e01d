package com.lehnz.strategy;

import com.lehnz.catalog.ItemFacts;
import com.lehnz.engine.ItemFeatures;
import com.lehnz.engine.ItemHit;
import com.lehnz.query.Boost;
import com.lehnz.query.Candidates;
import com.lehnz.signals.SignalProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What goes into the same baskets as an item, less so where it could be bought instead of it; then what is popular in the
 * categories that go with the item's: {@code (learned weight + paired category · its weight / the strongest of five) · (1 + recent
 * count)^bought popularity · substitute}, with the {@link Weights} of these names.
 */
@Component
class BoughtTogether extends ForItem {
    private static final int MOST_CATEGORIES = 5;

    private final Weights weights;
    private final Duration recentTau;

    BoughtTogether(Weights weights, SignalProperties signals) {
        super("frequently-bought-together", CategoryPopular.NAME);
        this.weights = weights;
        this.recentTau = signals.recent().timeConstant();
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.CONTEXT_ITEM, Need.CATEGORY_PAIRS);
    }

    @Override
    public Optional<Plan> plan(Context context) {
        if (context.itemIds().isEmpty()) {
            return Optional.empty();
        }
        ItemFacts item = context.contextItem();
        Plan partners = Plan.of(reason(item), candidates(context))
                .times(new Boost.Count("recent_at", context.now(), recentTau, weights.boughtPopularity()));
        return Optional.of(
                item == null || item.vector() == null || item.category() == null
                        ? partners
                        : partners.times(new Boost.Substitutes(item.vector(), item.category(), weights.substitute())));
    }

    private List<Candidates> candidates(Context context) {
        List<Candidates> candidates = new ArrayList<>();
        candidates.add(new Candidates.Together(
                ItemFeatures.BOUGHT_WITH, Map.of(context.itemIds().getFirst(), 1.0)));
        Map<String, Double> paired = new LinkedHashMap<>();
        double strongest = context.categoryPairs().values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        context.categoryPairs().entrySet().stream()
                .limit(MOST_CATEGORIES)
                .forEach(pair -> paired.put(pair.getKey(), weights.pairedCategory() * pair.getValue() / strongest));
        if (!paired.isEmpty()) {
            candidates.add(new Candidates.InCategories(paired));
        }
        return candidates;
    }

    private static Function<ItemHit, String> reason(@Nullable ItemFacts item) {
        String together = "Often bought together with " + called(item);
        return hit -> hit.foundBy().contains(ItemFeatures.BOUGHT_WITH)
                ? together
                : "Of a kind that is often bought with " + called(item);
    }
}
