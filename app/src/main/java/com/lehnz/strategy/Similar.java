package com.lehnz.strategy;

import com.lehnz.catalog.ItemFacts;
import com.lehnz.query.Candidates;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Nearest neighbours of one item in meaning, without itself. */
@Component
class Similar extends ForItem {
    static final String NAME = "similar";

    Similar() {
        super(NAME, Trending.NAME);
    }

    @Override
    public Optional<Plan> plan(Context context) {
        ItemFacts item = context.contextItem();
        if (item == null || item.vector() == null) {
            return Optional.empty();
        }
        String reason = "Similar to " + called(item);
        return Optional.of(Plan.of(hit -> reason, new Candidates.Near(item.vector(), 1)));
    }
}
