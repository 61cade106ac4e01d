package com.lehnz.strategy;

import com.lehnz.engine.ItemFeatures;
import com.lehnz.profile.Session;
import com.lehnz.profile.Taste;
import com.lehnz.query.Candidates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What the last few interactions of the visit of the moment are about, whatever the user liked before: near the middle of
 * the last five, each step back counting 0.7 of the one after it, and together with the last five items, each counting
 * half of the one after it; both times the event's weight. What somebody does next depends on the last steps most.
 * Source: the decay over positions in a session of Ludewig, Jannach, "Evaluation of Session-based Recommendation
 * Algorithms", UMUAI 2018.
 */
@Component
class SessionBased extends ForUser {
    private final Visits visits;
    private final Weights weights;

    SessionBased(Visits visits, Weights weights) {
        super("session_based");
        this.visits = visits;
        this.weights = weights;
    }

    @Override
    public Optional<Plan> plan(Context context) {
        return visits.current(context).flatMap(visit -> plan(context.taste(), visit));
    }

    private Optional<Plan> plan(Taste taste, Session visit) {
        Map<String, Double> steps = Evidence.ofVisit(visit);
        List<Candidates> candidates = new ArrayList<>();
        if (taste.sessionVector() != null) {
            candidates.add(new Candidates.Near(taste.sessionVector(), weights.near()));
        } else if (!steps.isEmpty()) {
            candidates.add(new Candidates.These(near(steps)));
        }
        if (!steps.isEmpty()) {
            candidates.add(new Candidates.Together(ItemFeatures.CONSUMED_WITH, steps));
        }
        return candidates.isEmpty()
                ? Optional.empty()
                : Optional.of(Plan.of(
                        hit -> hit.foundBy().contains(ItemFeatures.CONSUMED_WITH)
                                ? "Often chosen together with what you are looking at"
                                : "Close to what you are looking at",
                        candidates));
    }

    /** People come back to what they have just looked at. Where nothing describes items, each is near to itself at least. */
    private Map<String, Double> near(Map<String, Double> steps) {
        Map<String, Double> near = new LinkedHashMap<>();
        steps.forEach((itemId, step) -> near.put(itemId, weights.near() * step));
        return near;
    }
}
