package com.lehnz.query;

import com.lehnz.engine.Search;
import java.util.List;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/** Turns what a strategy wants into one search. Only here is it known that filters belong inside the candidates. */
public final class PlanComposer {
    private PlanComposer() {}

    /** @param countTo how far matches are counted */
    public static Search compose(List<Candidates> candidates, Eligible eligible, int from, int size, int countTo) {
        Query allowed = eligible.toQuery();
        Query query = candidates.size() == 1
                ? candidates.getFirst().toQuery(allowed)
                : Query.of(it -> it.bool(bool -> {
                    candidates.forEach(each -> bool.should(each.toQuery(allowed)));
                    return bool.minimumShouldMatch("1");
                }));
        return new Search(query, from, size, countTo);
    }

    /** How many items are eligible. */
    public static Search count(Eligible eligible, int countTo) {
        return new Search(eligible.toQuery(), 0, 0, countTo);
    }
}
