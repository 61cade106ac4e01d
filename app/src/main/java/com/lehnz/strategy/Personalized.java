package com.lehnz.strategy;

import com.lehnz.query.Candidates;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Items near the user's interests, without those they bought. */
@Component
class Personalized implements Strategy {
    private final StrategyProperties properties;

    Personalized(StrategyProperties properties) {
        this.properties = properties;
    }

    @Override
    public String name() {
        return "personalized";
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.TASTE);
    }

    @Override
    public Optional<String> fallback() {
        return Optional.of("trending");
    }

    @Override
    public Set<String> excluded(Context context) {
        return properties.recommendPurchased()
                ? Set.of()
                : Set.copyOf(context.taste().purchased());
    }

    @Override
    public Optional<Plan> plan(Context context) {
        float[] interests = context.taste().interestVector();
        if (interests == null) {
            return Optional.empty();
        }
        Map<String, String> liked = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        context.taste().categories().keySet().forEach(category -> liked.put(category, category));
        return Optional.of(Plan.of(new Candidates.Near(interests, context.depth()), hit -> {
            String category = hit.category() == null ? null : liked.get(hit.category());
            return category == null ? "Close to what you looked at recently" : "Matches your interest in " + category;
        }));
    }
}
