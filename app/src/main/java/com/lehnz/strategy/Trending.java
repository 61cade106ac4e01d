package com.lehnz.strategy;

import com.lehnz.query.Candidates;
import com.lehnz.signals.SignalProperties;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Items with the most weighted events of the last hours. */
@Component
class Trending implements Strategy {
    private final Duration tau;

    Trending(SignalProperties signals) {
        this.tau = signals.trending().timeConstant();
    }

    @Override
    public String name() {
        return "trending";
    }

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public Optional<String> fallback() {
        return Optional.of(Shuffle.NAME);
    }

    @Override
    public Optional<Plan> plan(Context context) {
        return Optional.of(Plan.of(
                new Candidates.Latest("trending_at", context.now(), tau), hit -> "Trending in the shop right now"));
    }
}
