package com.lehnz.strategy;

import com.lehnz.profile.Session;
import com.lehnz.profile.Taste;
import com.lehnz.profile.WeightedItem;
import com.lehnz.query.Filter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which items speak for a user, and how much: the strongest counts 1. */
final class Evidence {
    /** More of them cost a query more and add little. */
    private static final int MOST_OF_HISTORY = 100;

    private static final int STEPS_OF_VISIT = 5;
    private static final double STEP_DECAY = 0.5;

    private Evidence() {}

    static Map<String, Double> ofHistory(Taste taste) {
        Map<String, Double> weights = new LinkedHashMap<>();
        taste.history().stream().limit(MOST_OF_HISTORY).forEach(item -> weights.put(item.itemId(), item.weight()));
        return relative(weights);
    }

    /** What the user has turned to before is no discovery. */
    static Filter nothingKnown(Taste taste) {
        return new Filter.Not(new Filter.Items(
                taste.history().stream().map(WeightedItem::itemId).toList()));
    }

    /** The last few items of a visit, each counting less than the one after it. */
    static Map<String, Double> ofVisit(Session visit) {
        Map<String, Double> weights = new LinkedHashMap<>();
        double recency = 1;
        for (WeightedItem item : liked(visit).stream().limit(STEPS_OF_VISIT).toList()) {
            weights.put(item.itemId(), item.weight() * recency);
            recency *= STEP_DECAY;
        }
        return relative(weights);
    }

    /** What the user did in a visit, without what they took back. Newest first. */
    static List<WeightedItem> liked(Session visit) {
        return visit.items().stream().filter(item -> item.weight() > 0).toList();
    }

    private static Map<String, Double> relative(Map<String, Double> weights) {
        double most =
                weights.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        weights.replaceAll((itemId, weight) -> weight / most);
        return weights;
    }
}
