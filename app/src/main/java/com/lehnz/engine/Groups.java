package com.lehnz.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Counts and sums over one organization's documents, computed by OpenSearch. */
@Component
public class Groups {
    private static final String GROUPS = "groups";

    private final OpenSearchGenericClient client;
    private final EngineProperties properties;
    private final JsonMapper json;

    Groups(OpenSearchGenericClient client, EngineProperties properties, JsonMapper json) {
        this.client = client;
        this.properties = properties;
        this.json = json;
    }

    public Mono<Grouped> of(OrgId org, Grouping grouping) {
        var request = Requests.builder()
                .method("POST")
                .endpoint("/" + grouping.index().readName(org) + "/_search")
                .query(Map.of(
                        "routing", String.valueOf(grouping.index().routing(org)),
                        "allow_no_indices", "true",
                        // Half of the documents would be a wrong sum.
                        "allow_partial_search_results", "false"))
                .json(json.writeValueAsString(body(org, grouping)));
        return EngineCalls.call(properties.timeout(), () -> client.executeAsync(request.build()))
                .map(response -> {
                    EngineCalls.requireAvailable(response.getStatus());
                    JsonNode answer =
                            json.readTree(response.getBody().orElseThrow().bodyAsString());
                    if (response.getStatus() >= 300) {
                        throw new IllegalStateException("OpenSearch cannot group: " + answer.path("error"));
                    }
                    return grouped(grouping, answer);
                });
    }

    private static Map<String, Object> body(OrgId org, Grouping grouping) {
        List<Map<String, Object>> filter = new ArrayList<>();
        filter.add(term("org_id", org.value()));
        filter.add(Map.of("exists", Map.of("field", grouping.present())));
        filter.add(Map.of(
                "range",
                Map.of(
                        grouping.time(),
                        Map.of(
                                "gte",
                                grouping.from().toString(),
                                "lt",
                                grouping.to().toString()))));
        grouping.equal().forEach((field, value) -> filter.add(term(field, value)));
        List<Map<String, Object>> sources = new ArrayList<>();
        grouping.by().forEach((name, source) -> sources.add(Map.of(name, source(source))));
        Map<String, Object> sums = new LinkedHashMap<>();
        grouping.sums().forEach(field -> sums.put(field, Map.of("sum", Map.of("field", field))));
        Map<String, Object> composite = new HashMap<>(Map.of("size", grouping.most() + 1, "sources", sources));
        if (grouping.after() != null) {
            composite.put("after", grouping.after());
        }
        Map<String, Object> aggregations = new LinkedHashMap<>(sums);
        aggregations.put(GROUPS, Map.of("composite", composite, "aggs", sums));
        return Map.of(
                "size",
                0,
                "track_total_hits",
                true,
                "query",
                Map.of("bool", Map.of("filter", filter)),
                "aggs",
                aggregations);
    }

    private static Map<String, Object> term(String field, String value) {
        return Map.of("term", Map.of(field, value));
    }

    private static Map<String, Object> source(Grouping.Source source) {
        return switch (source) {
            case Grouping.Source.Value(String field) -> Map.of("terms", Map.of("field", field, "missing_bucket", true));
            case Grouping.Source.Day(String field) ->
                Map.of("date_histogram", Map.of("field", field, "calendar_interval", "day", "format", "uuuu-MM-dd"));
        };
    }

    private static Grouped grouped(Grouping grouping, JsonNode answer) {
        JsonNode aggregations = answer.path("aggregations");
        List<Group> groups = groups(grouping, aggregations.path(GROUPS).path("buckets"));
        List<Group> page = groups.subList(0, Math.min(grouping.most(), groups.size()));
        return new Grouped(
                new Group(Map.of(), answer.at("/hits/total/value").asLong(), sums(grouping, aggregations)),
                page,
                groups.size() > page.size() ? page.getLast().keys() : null);
    }

    private static List<Group> groups(Grouping grouping, JsonNode buckets) {
        List<Group> groups = new ArrayList<>();
        for (JsonNode bucket : buckets) {
            Map<String, @Nullable String> keys = new HashMap<>();
            for (String name : grouping.by().keySet()) {
                JsonNode key = bucket.path("key").path(name);
                keys.put(name, key.isNull() ? null : key.asString());
            }
            groups.add(new Group(keys, bucket.path("doc_count").asLong(), sums(grouping, bucket)));
        }
        return groups;
    }

    private static Map<String, Double> sums(Grouping grouping, JsonNode aggregations) {
        Map<String, Double> sums = new HashMap<>();
        grouping.sums()
                .forEach(field ->
                        sums.put(field, aggregations.path(field).path("value").asDouble()));
        return sums;
    }
}
