package com.lehnz.strategy;

import com.lehnz.catalog.ItemFacts;
import com.lehnz.query.Candidates;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Nearest neighbours of one item, without itself. */
@Component
class Similar implements Strategy {

    @Override
    public String name() {
        return "similar";
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.CONTEXT_ITEM);
    }

    @Override
    public Optional<String> fallback() {
        return Optional.of("trending");
    }

    @Override
    public Set<String> excluded(Context context) {
        return context.contextItemId() == null ? Set.of() : Set.of(context.contextItemId());
    }

    @Override
    public Optional<Plan> plan(Context context) {
        ItemFacts item = context.contextItem();
        if (item == null || item.vector() == null) {
            return Optional.empty();
        }
        String reason = "Similar to " + (item.name() == null ? "this item" : item.name());
        return Optional.of(Plan.of(new Candidates.Near(item.vector(), context.depth()), hit -> reason));
    }
}
