package com.lehnz.strategy;

import com.lehnz.query.Filter;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Affinity-shift, and nothing outside the categories of the visit. */
@Component
class VibeCheck extends ForUser {
    private final Visits visits;
    private final AffinityShift shift;

    VibeCheck(Visits visits, AffinityShift shift) {
        super("vibe-check");
        this.visits = visits;
        this.shift = shift;
    }

    @Override
    public Optional<Plan> plan(Context context) {
        List<Object> categories =
                List.copyOf(context.taste().sessionCategories().keySet());
        return categories.isEmpty() || visits.current(context).isEmpty()
                ? Optional.empty()
                : shift.plan(context)
                        .map(plan -> plan.within(new Filter.AnyOf("category", categories))
                                .because(hit -> "In the mood of your visit"));
    }
}
