package com.lehnz.strategy;

import com.lehnz.query.Candidates;
import com.lehnz.signals.SignalProperties;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Items with the most weighted events of the last months. */
@Component
class Popular implements Strategy {
    private final Duration tau;

    Popular(SignalProperties signals) {
        this.tau = signals.popular().timeConstant();
    }

    @Override
    public String name() {
        return "popular";
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
        return Optional.of(
                Plan.of(new Candidates.Latest("popular_at", context.now(), tau), hit -> "Popular with all shoppers"));
    }
}
