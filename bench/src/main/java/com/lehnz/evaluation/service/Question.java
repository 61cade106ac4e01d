package com.lehnz.evaluation.service;

import com.lehnz.evaluation.protocol.Catalog;
import com.lehnz.evaluation.ranking.Case;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a case is put to the service.
 *
 * @param name a strategy of {@code POST /v1/recommend}, or the path of a flat endpoint
 * @param run appended to the ids of users
 */
record Question(String name, String run) {
    private static final int LARGEST_BASKET = 100;
    private static final Set<String> FROM_AN_ITEM =
            Set.of("similar", "frequently-bought-together", "frequently-consumed-together");
    private static final Set<String> FLAT =
            Set.of("/recommend", "/recommend/basket", "/recommend/price_optimized", "/recommend/session");

    Question {
        if (name.startsWith("/") && !FLAT.contains(name)) {
            throw new IllegalArgumentException("'%s' is none of the endpoints %s".formatted(name, new TreeSet<>(FLAT)));
        }
    }

    boolean isFlat() {
        return name.startsWith("/");
    }

    String path() {
        return isFlat() ? name : "/v1/recommend";
    }

    Map<String, Object> body(Case asking, Catalog catalog, int page, int limit) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("page", page, "limit", limit));
        int[] history = asking.history();
        switch (name) {
            case "/recommend/session" -> body.put("clicked_item_id", catalog.id(history[history.length - 1]));
            case "/recommend/basket" -> body.put("item_ids", ids(catalog, history));
            case "/recommend", "/recommend/price_optimized" -> body.put("user_id", user(asking.user()));
            default -> {
                body.put("strategy", name);
                if (asking.user() != null) {
                    body.put("user_id", user(asking.user()));
                }
                // The others would only leave the item out, which may be what comes next.
                if (asking.context() != null && FROM_AN_ITEM.contains(name)) {
                    body.put("context_item_id", catalog.id(asking.context()));
                }
            }
        }
        return body;
    }

    private String user(@Nullable String user) {
        if (user == null) {
            throw new IllegalArgumentException("'%s' needs users, and this protocol has none".formatted(name));
        }
        return user + run;
    }

    private static List<String> ids(Catalog catalog, int[] items) {
        int[] last = Arrays.copyOfRange(items, Math.max(0, items.length - LARGEST_BASKET), items.length);
        return Arrays.stream(last).mapToObj(catalog::id).toList();
    }

    List<String> items(JsonNode answer) {
        return isFlat()
                ? answer.path("recommendations")
                        .valueStream()
                        .map(each -> each.path("item_id").asString())
                        .toList()
                : answer.at("/data/recommended_items")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList();
    }

    boolean hasNext(JsonNode answer) {
        return isFlat()
                ? answer.at("/meta/page").asInt()
                        < answer.at("/meta/total_pages").asInt()
                : answer.at("/data/pagination/has_next").asBoolean();
    }

    /** Whether the strategy answered itself, and not its fallback. */
    boolean isServedByItself(JsonNode answer) {
        return answer.at("/data/served_by").asString("").equals(name);
    }
}
