package com.lehnz.strategy;

import com.lehnz.profile.Taste;
import com.lehnz.profile.WeightedItem;
import com.lehnz.query.Boost;
import com.lehnz.signals.SignalProperties;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What is relevant to the user, more so where it is popular or lies in a category they like, less so where they have just
 * seen it: {@code relevance · (1 + recent count)^popularity · (1 + category · share of it) · seen}, with the {@link Weights} of
 * these names, and the five categories they like most. Popularity is a prior that evidence multiplies, as in naive Bayes; the
 * numbers are those that offline evaluation preferred ({@code docs/weights.md}).
 */
@Component
class Personalized extends ForUser {
    static final String NAME = "personalized";

    private static final int MOST_CATEGORIES = 5;

    private final Relevance relevance;
    private final Visits visits;
    private final Weights weights;
    private final Duration recentTau;

    Personalized(Relevance relevance, Visits visits, Weights weights, SignalProperties signals) {
        super(NAME);
        this.relevance = relevance;
        this.visits = visits;
        this.weights = weights;
        this.recentTau = signals.recent().timeConstant();
    }

    @Override
    public Optional<Plan> plan(Context context) {
        return relevance
                .plan(context)
                .map(plan -> plan.times(
                        new Boost.Count("recent_at", context.now(), recentTau, weights.popularity()),
                        new Boost.OfCategories(categories(context.taste())),
                        new Boost.OfItems(justSeen(context), weights.seen())));
    }

    private Map<String, Double> categories(Taste taste) {
        Map<String, Double> factors = new LinkedHashMap<>();
        taste.categories().entrySet().stream()
                .limit(MOST_CATEGORIES)
                .forEach(entry -> factors.put(entry.getKey(), 1 + weights.category() * entry.getValue()));
        return factors;
    }

    private List<String> justSeen(Context context) {
        return visits.current(context).stream()
                .flatMap(visit -> visit.items().stream())
                .map(WeightedItem::itemId)
                .toList();
    }
}
