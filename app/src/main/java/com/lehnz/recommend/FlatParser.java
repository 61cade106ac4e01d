package com.lehnz.recommend;

import com.lehnz.query.Filter;
import com.lehnz.strategy.StrategyCatalog;
import com.lehnz.web.ApiException;
import com.lehnz.web.JsonRecord;
import com.lehnz.web.Problems;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From the requests of the flat endpoints to queries. All throw {@link ApiException} 400 naming the field to blame. */
@Component
class FlatParser {
    private static final int LONGEST_BASKET = 100;
    private static final int LONGEST_PLACEMENT = 128;

    private final StrategyCatalog strategies;

    FlatParser(StrategyCatalog strategies) {
        this.strategies = strategies;
    }

    /** What speaks for an item beside another, and the strategy that listens to it. */
    private enum Mode {
        SEMANTIC("similar"),
        BEHAVIORAL("frequently-consumed-together"),
        AUTO("related");

        private final String strategy;

        Mode(String strategy) {
            this.strategy = strategy;
        }

        private String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    RecommendQuery personalized(JsonNode body) {
        Reader reader = new Reader(body);
        String userId = reader.user();
        String contextItemId = reader.request.id("context_item_id", Fields.LONGEST_ID);
        String placement = reader.request.string("placement", LONGEST_PLACEMENT);
        List<String> itemIds = contextItemId == null ? List.of() : List.of(contextItemId);
        if ("pdp".equals(placement) && contextItemId != null) {
            return reader.query("similar", userId, itemIds, 12, placement);
        }
        return reader.query("cart".equals(placement) ? "cart" : "personalized", userId, itemIds, 12, placement);
    }

    RecommendQuery priceOptimized(JsonNode body) {
        Reader reader = new Reader(body);
        String userId = reader.user();
        String mode = reader.request.string("mode", Fields.LONGEST_ID);
        if (mode != null && !mode.equals(Mode.AUTO.json())) {
            reader.request.reject("mode", "'mode' can only be auto");
        }
        return reader.query("price_optimized", userId, List.of(), 10, null);
    }

    FlatQuery similar(JsonNode parameters) {
        return beside(parameters, "item_id", Mode.SEMANTIC, 4);
    }

    FlatQuery session(JsonNode body) {
        return beside(body, "clicked_item_id", Mode.AUTO, 10);
    }

    RecommendQuery basket(JsonNode body) {
        Reader reader = new Reader(body);
        List<String> itemIds = reader.request.ids("item_ids", LONGEST_BASKET, Fields.LONGEST_ID);
        return reader.query("basket", null, itemIds, 10, null);
    }

    private FlatQuery beside(JsonNode json, String field, Mode otherwise, int limit) {
        Reader reader = new Reader(json);
        reader.require(field);
        String itemId = reader.request.id(field, Fields.LONGEST_ID);
        Mode mode = reader.mode(otherwise);
        List<String> itemIds = itemId == null ? List.of() : List.of(itemId);
        return new FlatQuery(reader.query(mode.strategy, null, itemIds, limit, null), mode.json());
    }

    /** @param mode as the answer repeats it */
    record FlatQuery(RecommendQuery query, String mode) {}

    private final class Reader {
        private final Problems problems = new Problems();
        private final JsonRecord request;

        private Reader(JsonNode json) {
            request = JsonRecord.one(json, problems);
        }

        private void require(String field) {
            if (!request.has(field)) {
                request.reject(field, "Missing mandatory field '%s'".formatted(field));
            }
        }

        private @Nullable String user() {
            require("user_id");
            return request.string("user_id", Fields.LONGEST_ID);
        }

        private Mode mode(Mode otherwise) {
            String name = request.string("mode", Fields.LONGEST_ID);
            if (name == null) {
                return otherwise;
            }
            for (Mode mode : Mode.values()) {
                if (mode.json().equals(name)) {
                    return mode;
                }
            }
            request.reject("mode", "'mode' must be semantic, behavioral or auto");
            return otherwise;
        }

        private RecommendQuery query(
                String strategy,
                @Nullable String userId,
                List<String> itemIds,
                int otherwise,
                @Nullable String placement) {
            int limit = Fields.limit(request, otherwise);
            int page = Fields.page(request);
            ObjectNode filters = request.object("filters");
            problems.throwIfAny();
            return new RecommendQuery(
                    strategies.get(strategy), userId, itemIds, filters(filters), limit, page, placement);
        }

        private List<Filter> filters(@Nullable ObjectNode filters) {
            try {
                return FilterParser.parse(filters);
            } catch (InvalidFilterException e) {
                request.reject(e.field(), e.problem());
                problems.throwIfAny();
                throw e;
            }
        }
    }
}
