package com.lehnz.strategy;

import com.lehnz.profile.LeftBehind;
import com.lehnz.profile.Session;
import com.lehnz.query.Candidates;
import com.lehnz.query.Filter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Alternatives to what the user looked at or put into the cart in their last visit and has not bought: near it and in the
 * same categories, but nothing of that visit again.
 */
@Component
class AbandonmentRecovery extends ForUser {
    private final Visits visits;
    private final Duration window;

    AbandonmentRecovery(Visits visits, StrategyProperties properties) {
        super("abandonment-recovery");
        this.visits = visits;
        this.window = properties.abandonmentWindow();
    }

    @Override
    public Set<String> excluded(Context context) {
        Set<String> excluded = super.excluded(context);
        abandoned(context).ifPresent(visit -> {
            visit.items().forEach(item -> excluded.add(item.itemId()));
            Optional.ofNullable(visit.leftBehind()).map(LeftBehind::others).ifPresent(excluded::addAll);
        });
        return excluded;
    }

    @Override
    public Optional<Plan> plan(Context context) {
        return abandoned(context).map(Session::leftBehind).flatMap(left -> alternatives(left.vector(), left));
    }

    private Optional<Session> abandoned(Context context) {
        return visits.interrupted(context, window, visit -> visit.leftBehind() != null);
    }

    private static Optional<Plan> alternatives(float @Nullable [] vector, LeftBehind left) {
        if (vector == null) {
            return Optional.empty();
        }
        Plan near = Plan.of(hit -> "An alternative to what you left behind", new Candidates.Near(vector, 1));
        List<Object> categories = List.copyOf(left.categories().keySet());
        return Optional.of(categories.isEmpty() ? near : near.within(new Filter.AnyOf("category", categories)));
    }
}
