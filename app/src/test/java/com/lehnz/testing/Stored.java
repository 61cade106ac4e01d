package com.lehnz.testing;

import com.lehnz.engine.ItemFeatures;
import com.lehnz.engine.OrgId;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What OpenSearch holds of one organization, asked of it directly. */
public record Stored(Engines engines, OrgId org) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int AT_ONCE = 1_000;

    public Map<String, JsonNode> items() {
        return sources("lehnz-items-" + org, "item_id");
    }

    public Map<String, JsonNode> events() {
        return sources("lehnz-events-*", "event_id");
    }

    public Map<String, JsonNode> users() {
        return sources("lehnz-users", "user_id");
    }

    public Map<String, JsonNode> impressions() {
        return sources("lehnz-impressions-*", "recommendation_id");
    }

    /** Notes of what was set aside. */
    public Collection<JsonNode> deadLetters() {
        return sources("lehnz-dead-letters-*", "_id").values();
    }

    private Map<String, JsonNode> sources(String index, String key) {
        String owner =
                index.contains(org.value()) ? "{\"match_all\":{}}" : "{\"term\":{\"org_id\":\"%s\"}}".formatted(org);
        Map<String, JsonNode> sources = new HashMap<>();
        for (JsonNode hit : hits(engines, index, "{\"size\":%d,\"query\":%s}".formatted(AT_ONCE, owner))) {
            JsonNode source = hit.path("_source");
            // A document that only signals have written has no field for its id.
            String id = source.path(key).asString(hit.path("_id").asString());
            if (sources.put(id, source) != null) {
                throw new AssertionError(id + " is stored more than once in " + index);
            }
        }
        return sources;
    }

    /**
     * All that a search finds, in whatever indices.
     *
     * @param search its body, with the size of a page
     */
    public static List<JsonNode> hits(Engines engines, String indices, String search) {
        send(engines, "POST", "/" + indices + "/_refresh", "");
        List<JsonNode> found = new ArrayList<>();
        JsonNode page = send(engines, "POST", "/" + indices + "/_search?scroll=1m&ignore_unavailable=true", search);
        while (!page.path("hits").path("hits").isEmpty()) {
            page.path("hits").path("hits").forEach(found::add);
            page = send(engines, "POST", "/_search/scroll", "{\"scroll\":\"1m\"," + scroll(page) + "}");
        }
        // There is nothing to scroll through where there is no such index yet.
        if (page.has("_scroll_id")) {
            send(engines, "DELETE", "/_search/scroll", "{" + scroll(page) + "}");
        }
        return found;
    }

    private static String scroll(JsonNode page) {
        return "\"scroll_id\":\"%s\"".formatted(page.path("_scroll_id").asString());
    }

    /** Searches that the items' index has answered so far. */
    public long searches() {
        return send(engines, "GET", "/lehnz-items-" + org + "/_stats/search", "")
                .at("/_all/primaries/search/query_total")
                .asLong();
    }

    /** Gives an item partners, as whoever learns them does. */
    public void weigh(String itemId, String field, Map<String, Double> partners) {
        Map<String, Double> features = new HashMap<>();
        partners.forEach((partner, weight) -> features.put(ItemFeatures.name(partner), weight));
        set(itemId, Map.of(field, features));
    }

    /** Sets fields of an item that no upsert can set. */
    public void set(String itemId, Map<String, Object> fields) {
        String id = URLEncoder.encode(itemId, StandardCharsets.UTF_8).replace("+", "%20");
        send(
                engines,
                "POST",
                "/lehnz-items-" + org + "-write/_update/" + id + "?refresh=true&retry_on_conflict=5",
                JSON.writeValueAsString(Map.of("doc", fields)));
    }

    /** Makes an index of items look as if their texts had been composed by an earlier rule. */
    public void wasComposedByAnEarlierRule(String index) {
        JsonNode mapping = send(engines, "GET", "/" + index + "/_mapping", "");
        ObjectNode meta = (ObjectNode) mapping.path(index).path("mappings").path("_meta");
        meta.put("text_rule", meta.path("text_rule").asInt() - 1);
        send(engines, "PUT", "/" + index + "/_mapping", JSON.writeValueAsString(Map.of("_meta", meta)));
    }

    /** What an operator may do to an index that nobody is to change any more. */
    public static void blockWrites(Engines engines, String index, boolean blocked) {
        send(engines, "PUT", "/" + index + "/_settings", "{\"index.blocks.write\": %s}".formatted(blocked));
    }

    /** Closed, an index is there and answers nothing. */
    public static void close(Engines engines, String index, boolean closed) {
        send(engines, "POST", "/" + index + (closed ? "/_close" : "/_open"), "");
    }

    private static JsonNode send(Engines engines, String method, String path, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(engines.opensearch().resolve(path))
                    .timeout(Duration.ofSeconds(30))
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() >= 300 || answer.at("/_shards/failed").asInt() > 0) {
                throw new AssertionError(path + " answers " + response.statusCode() + ": " + response.body());
            }
            return answer;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("OpenSearch does not answer", e);
        }
    }
}
