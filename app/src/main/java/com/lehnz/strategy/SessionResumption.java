package com.lehnz.strategy;

import com.lehnz.engine.ItemFeatures;
import com.lehnz.engine.ItemHit;
import com.lehnz.profile.LeftBehind;
import com.lehnz.profile.Session;
import com.lehnz.profile.WeightedItem;
import com.lehnz.query.Candidates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The latest visit that ended without a purchase: first what was left open, what came closest to being bought at the top,
 * then what lies near it.
 */
@Component
class SessionResumption extends ForUser {
    /** Far above what neighbours and partners can score, and still exact as a float. */
    private static final double FIRST = 1_000;

    private static final double PER_STEP = 10;

    private final Weights weights;
    private final Visits visits;
    private final Duration window;

    SessionResumption(Weights weights, Visits visits, StrategyProperties properties) {
        super("session-resumption");
        this.weights = weights;
        this.visits = visits;
        this.window = properties.resumptionWindow();
    }

    @Override
    public Optional<Plan> plan(Context context) {
        return visits.interrupted(context, window, SessionResumption::isOpen)
                .map(visit -> Plan.of(SessionResumption::reason, candidates(visit)));
    }

    private static boolean isOpen(Session visit) {
        return !visit.purchased() && !Evidence.liked(visit).isEmpty();
    }

    private List<Candidates> candidates(Session visit) {
        List<Candidates> candidates = new ArrayList<>();
        candidates.add(new Candidates.These(leftOpen(visit)));
        candidates.add(new Candidates.Together(ItemFeatures.LIKED_WITH, Evidence.ofVisit(visit)));
        LeftBehind left = visit.leftBehind();
        if (left != null && left.vector() != null) {
            candidates.add(new Candidates.Near(left.vector(), weights.near()));
        }
        return candidates;
    }

    private static Map<String, Double> leftOpen(Session visit) {
        Map<String, Double> weights = new LinkedHashMap<>();
        double older = 0;
        for (WeightedItem item : Evidence.liked(visit)) {
            weights.put(item.itemId(), FIRST * (1 + item.weight()) - older);
            older += PER_STEP;
        }
        return weights;
    }

    private static String reason(ItemHit hit) {
        return hit.foundBy().contains(Candidates.These.NAME) ? "You left this open" : "Goes on from where you left off";
    }
}
