package com.lehnz.strategy;

import com.lehnz.query.Candidates;
import com.lehnz.signals.ForwardDecay;
import java.util.Optional;
import java.util.Set;

/** Items with the most weighted events, each event counting less the older it is. */
abstract class ByCount implements Strategy {
    private final String name;
    private final String field;
    private final ForwardDecay decay;
    private final String reason;

    /** @param field holds the decayed count as a date */
    ByCount(String name, String field, ForwardDecay decay, String reason) {
        this.name = name;
        this.field = field;
        this.decay = decay;
        this.reason = reason;
    }

    @Override
    public final String name() {
        return name;
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
        return Optional.of(Plan.of(hit -> reason, new Candidates.Latest(field, context.now(), decay.timeConstant())));
    }
}
