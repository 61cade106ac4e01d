package com.lehnz.recommend;

import com.lehnz.query.Filter;
import com.lehnz.strategy.Need;
import com.lehnz.strategy.Strategy;
import com.lehnz.strategy.StrategyCatalog;
import com.lehnz.web.ApiException;
import com.lehnz.web.JsonRecord;
import com.lehnz.web.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From the JSON of {@code POST /v1/recommend} to a query that its strategy can serve. */
@Component
class RecommendParser {
    private static final String DEFAULT_STRATEGY = "personalized";
    private static final int DEFAULT_LIMIT = 20;

    private final StrategyCatalog strategies;

    RecommendParser(StrategyCatalog strategies) {
        this.strategies = strategies;
    }

    /** @throws ApiException 422 naming the field that does not fit the strategy */
    RecommendQuery parse(JsonNode body) {
        Problems problems = new Problems();
        JsonRecord request = JsonRecord.one(body, problems);
        String name = request.string("strategy", Fields.LONGEST_ID);
        String userId = request.string("user_id", Fields.LONGEST_ID);
        String contextItemId = request.id("context_item_id", Fields.LONGEST_ID);
        ObjectNode filters = request.object("filters");
        int limit = Fields.limit(request, DEFAULT_LIMIT);
        int page = Fields.page(request);
        problems.throwUnprocessableIfAny();

        Strategy strategy = strategy(name == null ? DEFAULT_STRATEGY : name);
        require(strategy, Need.TASTE, userId);
        require(strategy, Need.CONTEXT_ITEM, contextItemId);
        List<String> itemIds = contextItemId == null ? List.of() : List.of(contextItemId);
        return new RecommendQuery(strategy, userId, itemIds, filters(filters), limit, page, null);
    }

    private Strategy strategy(String name) {
        return strategies
                .find(name)
                .orElseThrow(() -> ApiException.unprocessable(
                        "strategy",
                        "'%s' is not a strategy: known are %s".formatted(name, String.join(", ", strategies.names()))));
    }

    private static void require(Strategy strategy, Need need, @Nullable String value) {
        if (strategy.needs().contains(need) && value == null) {
            throw ApiException.unprocessable(
                    need.field(), "The '%s' strategy requires a %s.".formatted(strategy.name(), need.field()));
        }
    }

    private static List<Filter> filters(@Nullable ObjectNode filters) {
        try {
            return FilterParser.parse(filters);
        } catch (InvalidFilterException e) {
            throw ApiException.unprocessable(e.field(), e.problem());
        }
    }
}
