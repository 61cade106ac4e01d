package com.lehnz.strategy;

import com.lehnz.engine.ItemFeatures;
import com.lehnz.profile.Taste;
import com.lehnz.query.Candidates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Long-term taste and the visit of the moment, blended. The visit counts {@code w = 0.3 + 0.6 · min(1, α / 90°)}, where
 * α is the angle between the two vectors: a visit that agrees with what is known adds little to it, one that has nothing
 * to do with it says that the user is after something else today. Neither is ever left out.
 */
@Component
class AffinityShift extends ForUser {
    private static final double LEAST = 0.3;
    private static final double MOST = 0.9;

    private final Weights weights;

    AffinityShift(Weights weights) {
        super("affinity-shift");
        this.weights = weights;
    }

    @Override
    public Optional<Plan> plan(Context context) {
        Taste taste = context.taste();
        float[] always = taste.interestVector();
        float[] today = taste.sessionVector();
        if (always == null || today == null) {
            return Optional.empty();
        }
        double shift = shift(always, today);
        String reason = shift > (LEAST + MOST) / 2
                ? "Close to what you are after today"
                : "Close to your interests, old and new";
        List<Candidates> candidates = new ArrayList<>();
        candidates.add(new Candidates.Near(Directions.mix(1 - shift, always, shift, today), weights.near()));
        Map<String, Double> evidence = evidence(taste, shift);
        if (!evidence.isEmpty()) {
            candidates.add(new Candidates.Together(ItemFeatures.LIKED_WITH, evidence));
        }
        return Optional.of(Plan.of(hit -> reason, candidates));
    }

    /** The share of the visit, 0 to 1. */
    static double shift(float[] always, float[] today) {
        double divergence = Math.min(1, Directions.angle(always, today) / (Math.PI / 2));
        return LEAST + (MOST - LEAST) * divergence;
    }

    private static Map<String, Double> evidence(Taste taste, double shift) {
        Map<String, Double> evidence = new LinkedHashMap<>();
        Evidence.ofHistory(taste).forEach((itemId, weight) -> evidence.put(itemId, (1 - shift) * weight));
        taste.sessions().stream()
                .limit(1)
                .forEach(visit -> Evidence.ofVisit(visit)
                        .forEach((itemId, weight) -> evidence.merge(itemId, shift * weight, Double::sum)));
        return evidence;
    }
}
