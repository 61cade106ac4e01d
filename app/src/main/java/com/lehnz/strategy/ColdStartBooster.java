package com.lehnz.strategy;

import com.lehnz.query.Boost;
import com.lehnz.signals.SignalProperties;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What is near the user's interests and unknown to them, less so the more often it has been shown to anybody. For a user
 * without interests, as far as anything is known of them, by who liked it after all.
 *
 * <p>{@code relevance / (1 + exposures)^unexposed}: with the power ½ as the width of a confidence interval falls with the
 * number of trials, so what is little known comes forward and falls back as it is shown. Source: the exploration term of
 * Auer, Cesa-Bianchi, Fischer, "Finite-time Analysis of the Multiarmed Bandit Problem", Machine Learning 2002.
 */
@Component
class ColdStartBooster extends ForUser {
    private final Relevance relevance;
    private final Weights weights;
    private final Duration exposedTau;

    ColdStartBooster(Relevance relevance, Weights weights, SignalProperties signals) {
        super("cold-start-booster");
        this.relevance = relevance;
        this.weights = weights;
        this.exposedTau = signals.exposed().timeConstant();
    }

    @Override
    public Optional<Plan> plan(Context context) {
        return relevance
                .discovery(context)
                .map(plan -> plan.because(hit -> "Close to your interests; rarely shown items come first"))
                .or(() -> relevance.plan(context))
                .map(plan ->
                        plan.times(new Boost.Count("exposed_at", context.now(), exposedTau, -weights.unexposed())));
    }
}
