package com.lehnz.strategy;

import com.lehnz.engine.ItemFeatures;
import com.lehnz.engine.ItemHit;
import com.lehnz.profile.Session;
import com.lehnz.profile.Taste;
import com.lehnz.query.Candidates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Long-term taste and the visit of the moment, blended. The visit counts {@code w = 0.3 + 0.6 · min(1, α / 90°)}, where
 * α is the angle between the two vectors: a visit that agrees with what is known adds little to it, one that has nothing
 * to do with it says that the user is after something else today. Neither is ever left out; who is not on a visit has
 * their long-term taste.
 */
@Component
class AffinityShift extends ForUser {
    private static final double LEAST = 0.3;
    private static final double MOST = 0.9;
    private static final String ALWAYS = "Close to your interests";
    private static final String TODAY = "Close to what you are after today";

    private final Visits visits;
    private final Weights weights;

    AffinityShift(Visits visits, Weights weights) {
        super("affinity-shift");
        this.visits = visits;
        this.weights = weights;
    }

    @Override
    public Optional<Plan> plan(Context context) {
        Taste taste = context.taste();
        float[] always = taste.interestVector();
        if (always == null) {
            return Optional.empty();
        }
        float[] today = taste.sessionVector();
        Optional<Session> visit = visits.current(context);
        return Optional.of(
                visit.isEmpty() || today == null
                        ? plan(always, Evidence.ofHistory(taste), hit -> ALWAYS)
                        : shifted(taste, always, today, visit.get()));
    }

    private Plan shifted(Taste taste, float[] always, float[] today, Session visit) {
        double shift = shift(always, today);
        Map<String, Double> evidence = new LinkedHashMap<>();
        Evidence.ofHistory(taste).forEach((itemId, weight) -> evidence.put(itemId, (1 - shift) * weight));
        Evidence.ofVisit(visit).forEach((itemId, weight) -> evidence.merge(itemId, shift * weight, Double::sum));
        Set<String> ofVisit = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        ofVisit.addAll(taste.sessionCategories().keySet());
        return plan(
                Directions.mix(1 - shift, always, shift, today),
                evidence,
                hit -> hit.category() != null && ofVisit.contains(hit.category()) ? TODAY : ALWAYS);
    }

    private Plan plan(float[] direction, Map<String, Double> evidence, Function<ItemHit, String> reason) {
        List<Candidates> candidates = new ArrayList<>();
        candidates.add(new Candidates.Near(direction, weights.near()));
        if (!evidence.isEmpty()) {
            candidates.add(new Candidates.Together(ItemFeatures.LIKED_WITH, evidence));
        }
        return Plan.of(reason, candidates);
    }

    /** The share of the visit, 0 to 1. */
    static double shift(float[] always, float[] today) {
        double divergence = Math.min(1, Directions.angle(always, today) / (Math.PI / 2));
        return LEAST + (MOST - LEAST) * divergence;
    }
}
