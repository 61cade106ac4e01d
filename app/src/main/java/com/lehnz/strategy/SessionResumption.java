package com.lehnz.strategy;

import com.lehnz.engine.ItemFeatures;
import com.lehnz.engine.ItemHit;
import com.lehnz.profile.Interaction;
import com.lehnz.profile.ProfileProperties;
import com.lehnz.profile.Session;
import com.lehnz.profile.Taste;
import com.lehnz.query.Candidates;
import java.time.Duration;
import java.time.Instant;
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
    private final StrategyProperties properties;
    private final Duration sessionGap;

    SessionResumption(Weights weights, StrategyProperties properties, ProfileProperties profiles) {
        super("session-resumption");
        this.weights = weights;
        this.properties = properties;
        this.sessionGap = profiles.sessionGap();
    }

    @Override
    public Optional<Plan> plan(Context context) {
        Instant earliest = context.now().minus(properties.resumptionWindow());
        Instant stillGoingOn = context.now().minus(sessionGap);
        List<Session> open = context.taste().sessions().stream()
                .filter(visit -> !visit.purchased() && visit.endedAt().isAfter(earliest))
                .filter(visit -> !Evidence.liked(visit).isEmpty())
                .toList();
        return open.stream()
                .filter(visit -> visit.endedAt().isBefore(stillGoingOn))
                .findFirst()
                .or(() -> open.stream().findFirst())
                .map(visit -> Plan.of(SessionResumption::reason, candidates(context.taste(), visit)));
    }

    private List<Candidates> candidates(Taste taste, Session visit) {
        List<Candidates> candidates = new ArrayList<>();
        candidates.add(new Candidates.These(leftOpen(visit)));
        candidates.add(new Candidates.Together(ItemFeatures.LIKED_WITH, Evidence.ofVisit(visit)));
        boolean latest = visit.equals(taste.sessions().getFirst());
        if (latest && taste.sessionVector() != null) {
            candidates.add(new Candidates.Near(taste.sessionVector(), weights.near()));
        }
        return candidates;
    }

    private static Map<String, Double> leftOpen(Session visit) {
        Map<String, Double> weights = new LinkedHashMap<>();
        double older = 0;
        for (Interaction interaction : Evidence.liked(visit)) {
            weights.put(interaction.itemId(), FIRST * (1 + interaction.weight()) - older);
            older += PER_STEP;
        }
        return weights;
    }

    private static String reason(ItemHit hit) {
        return hit.foundBy().contains(Candidates.These.NAME) ? "You left this open" : "Goes on from where you left off";
    }
}
