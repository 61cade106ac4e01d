package com.lehnz.query;

import java.util.List;
import org.opensearch.client.opensearch._types.query_dsl.FunctionBoostMode;
import org.opensearch.client.opensearch._types.query_dsl.FunctionScoreMode;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/** Turns what a strategy wants into one query. Only here is it known that filters belong inside the candidates. */
public final class PlanComposer {
    private PlanComposer() {}

    /** @param reach neighbours that a search by vector finds at most */
    public static Query compose(List<Candidates> candidates, List<Boost> boosts, Eligible eligible, int reach) {
        Query found = any(candidates, eligible.toQuery(), reach);
        return boosts.isEmpty()
                ? found
                : Query.of(query -> query.functionScore(score -> score.query(found)
                        .functions(boosts.stream()
                                .flatMap(boost -> boost.toFunctions().stream())
                                .toList())
                        .scoreMode(FunctionScoreMode.Multiply)
                        .boostMode(FunctionBoostMode.Multiply)));
    }

    private static Query any(List<Candidates> candidates, Query eligible, int reach) {
        return candidates.size() == 1
                ? candidates.getFirst().toQuery(eligible, reach)
                : Query.of(query -> query.bool(bool -> {
                    candidates.forEach(each -> bool.should(each.toQuery(eligible, reach)));
                    return bool.minimumShouldMatch("1");
                }));
    }
}
