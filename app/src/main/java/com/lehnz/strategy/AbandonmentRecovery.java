package com.lehnz.strategy;

import com.lehnz.profile.Interaction;
import com.lehnz.profile.Taste;
import com.lehnz.query.Candidates;
import com.lehnz.query.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Alternatives to what the user looked at or put into the cart in their last visit and did not buy: near it and in the
 * same categories, but not the same items again.
 */
@Component
class AbandonmentRecovery extends ForUser {
    private final StrategyProperties properties;

    AbandonmentRecovery(StrategyProperties properties) {
        super("abandonment-recovery");
        this.properties = properties;
    }

    @Override
    public Set<String> excluded(Context context) {
        Set<String> excluded = super.excluded(context);
        excluded.addAll(abandoned(context));
        return excluded;
    }

    @Override
    public Optional<Plan> plan(Context context) {
        Taste taste = context.taste();
        if (taste.sessionVector() == null || abandoned(context).isEmpty()) {
            return Optional.empty();
        }
        Plan alternatives =
                Plan.of(hit -> "An alternative to what you left behind", new Candidates.Near(taste.sessionVector(), 1));
        List<Object> categories = new ArrayList<>(taste.sessionCategories().keySet());
        return Optional.of(
                categories.isEmpty() ? alternatives : alternatives.within(new Filter.AnyOf("category", categories)));
    }

    private Set<String> abandoned(Context context) {
        Instant earliest = context.now().minus(properties.abandonmentWindow());
        Set<String> bought = Set.copyOf(context.taste().purchased());
        return context.taste().sessions().stream()
                .limit(1)
                .filter(visit -> visit.endedAt().isAfter(earliest))
                .flatMap(visit -> Evidence.liked(visit).stream())
                .map(Interaction::itemId)
                .filter(itemId -> !bought.contains(itemId))
                .collect(Collectors.toSet());
    }
}
