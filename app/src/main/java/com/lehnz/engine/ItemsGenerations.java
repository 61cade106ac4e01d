package com.lehnz.engine;

import com.lehnz.indextemplates.IndexSettings;
import com.lehnz.indextemplates.ItemsGeneration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The generations of each organization's items index: which one is live, and what embedding model it was made for. */
@Component
public class ItemsGenerations {
    private final OpenSearchGenericClient client;
    private final EngineProperties properties;
    private final JsonMapper json;

    ItemsGenerations(OpenSearchGenericClient client, EngineProperties properties, JsonMapper json) {
        this.client = client;
        this.properties = properties;
        this.json = json;
    }

    /** Creates an organization's first generation behind both of its aliases; nothing happens where there is one. */
    public Mono<Void> createFirst(OrgId org, ItemsGeneration generation) {
        ObjectNode body = (ObjectNode) json.readTree(
                generation.createIndexBody(new IndexSettings(properties.shards(), properties.replicas())));
        body.putObject("aliases")
                .putPOJO(Index.ITEMS.readName(org), Map.of())
                .putPOJO(Index.ITEMS.writeName(org), Map.of("is_write_index", true));
        String name = Index.ITEMS.readName(org) + "-1";
        return send("PUT", "/" + name, json.writeValueAsString(body)).flatMap(answer -> {
            boolean exists = answer.status() == 400
                    && answer.body().path("error").path("type").asString().equals("resource_already_exists_exception");
            return answer.status() < 300 || exists
                    ? Mono.empty()
                    : Mono.error(new IllegalStateException("could not create " + name + ": " + answer.body()));
        });
    }

    /**
     * Refuses to go on where a live index holds vectors of another model: they would be compared with ours and mean
     * nothing.
     */
    public Mono<Void> requireModel(ItemsGeneration generation) {
        return send("GET", "/lehnz-items-*", null).flatMap(answer -> {
            for (var index : answer.body().properties()) {
                boolean live = !index.getValue().path("aliases").isEmpty();
                JsonNode meta = index.getValue().path("mappings").path("_meta");
                String model = meta.path("model").asString();
                if (live && !model.equals(generation.model())) {
                    return Mono.error(
                            new IllegalStateException(
                                    "the index " + index.getKey()
                                            + " holds vectors of the model " + model + ", but the configured model is "
                                            + generation.model()
                                            + ": set lehnz.embedding.model back, or load the catalog anew (the demo: ./lehnz up --fresh)"));
                }
            }
            return Mono.empty();
        });
    }

    /** Names of the fields that the live generation's mapping has below an object field. */
    public Mono<Set<String>> fieldsOf(OrgId org, String object) {
        return send("GET", "/" + Index.ITEMS.writeName(org) + "/_mapping", null).map(answer -> {
            Set<String> fields = new HashSet<>();
            for (JsonNode index : answer.body()) {
                fields.addAll(index.path("mappings")
                        .path("properties")
                        .path(object)
                        .path("properties")
                        .propertyNames());
            }
            return fields;
        });
    }

    private Mono<Answer> send(String method, String path, @Nullable String body) {
        var request = Requests.builder().method(method).endpoint(path);
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.executeAsync(
                                body == null
                                        ? request.build()
                                        : request.json(body).build()))
                .doOnNext(response -> EngineCalls.requireAvailable(response.getStatus()))
                .map(response -> new Answer(
                        response.getStatus(),
                        response.getBody()
                                .map(content -> json.readTree(content.bodyAsString()))
                                .orElse(json.missingNode())));
    }

    private record Answer(int status, JsonNode body) {}
}
