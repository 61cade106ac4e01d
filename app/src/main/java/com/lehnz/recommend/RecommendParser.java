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
    private static final int MOST_PER_PAGE = 100;
    private static final int LONGEST_ID = 512;

    private final StrategyCatalog strategies;

    RecommendParser(StrategyCatalog strategies) {
        this.strategies = strategies;
    }

    /** @throws ApiException 422 naming the field that does not fit the strategy */
    RecommendQuery parse(JsonNode body) {
        Problems problems = new Problems();
        JsonRecord request = JsonRecord.one(body, problems);
        String name = request.string("strategy", LONGEST_ID);
        String userId = request.string("user_id", LONGEST_ID);
        String contextItemId = request.id("context_item_id", LONGEST_ID);
        ObjectNode filters = request.object("filters");
        int limit = between(request, "limit", DEFAULT_LIMIT, MOST_PER_PAGE);
        int page = between(request, "page", 1, Integer.MAX_VALUE);
        problems.throwUnprocessableIfAny();

        Strategy strategy = strategy(name == null ? DEFAULT_STRATEGY : name);
        require(strategy, Need.TASTE, userId);
        require(strategy, Need.CONTEXT_ITEM, contextItemId);
        List<Filter> conditions = filters == null ? List.of() : FilterParser.parse(filters);
        return new RecommendQuery(strategy, userId, contextItemId, conditions, limit, page, null);
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

    private static int between(JsonRecord request, String field, int otherwise, int most) {
        Integer value = request.integer(field);
        if (value != null && (value < 1 || value > most)) {
            request.reject(
                    field,
                    most == Integer.MAX_VALUE
                            ? "'%s' must be at least 1".formatted(field)
                            : "'%s' must lie between 1 and %d".formatted(field, most));
        }
        return value == null ? otherwise : value;
    }
}
