package com.lehnz.strategy;

import com.lehnz.engine.ItemFeatures;
import com.lehnz.engine.ItemHit;
import com.lehnz.profile.Taste;
import com.lehnz.query.Candidates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * How much an item is a user's kind of thing, for the strategies that build on it: near any of their interests, or
 * liked by the same people as what they liked, or described like it.
 */
@Component
class Relevance {
    private final Weights weights;

    Relevance(Weights weights) {
        this.weights = weights;
    }

    /** Empty for a user without interests and without history. */
    Optional<Plan> plan(Context context) {
        Taste taste = context.taste();
        List<Candidates> candidates = near(taste, weights.near());
        Map<String, Double> history = Evidence.ofHistory(taste);
        if (!history.isEmpty()) {
            candidates.add(new Candidates.Together(ItemFeatures.LIKED_WITH, history));
        }
        return plan(taste, candidates);
    }

    /**
     * By what an item is, and not by who liked it: what nobody has seen yet has the same chance as what everybody has.
     * Without what the user knows already. Empty for a user without interests.
     */
    Optional<Plan> discovery(Context context) {
        Taste taste = context.taste();
        return plan(taste, near(taste, 1)).map(plan -> plan.within(Evidence.nothingKnown(taste)));
    }

    private static List<Candidates> near(Taste taste, double weight) {
        List<Candidates> near = new ArrayList<>();
        taste.interests()
                .forEach(interest -> near.add(new Candidates.Near(interest.vector(), weight * interest.share())));
        return near;
    }

    private static Optional<Plan> plan(Taste taste, List<Candidates> candidates) {
        return candidates.isEmpty() ? Optional.empty() : Optional.of(Plan.of(reason(taste), candidates));
    }

    static Function<ItemHit, String> reason(Taste taste) {
        Map<String, String> liked = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        taste.categories().keySet().forEach(category -> liked.put(category, category));
        return hit -> {
            String category = hit.category() == null ? null : liked.get(hit.category());
            if (category != null) {
                return "Matches your interest in " + category;
            }
            return hit.foundBy().contains(ItemFeatures.LIKED_WITH)
                    ? "Goes with what you liked before"
                    : "Close to what you looked at recently";
        };
    }
}
