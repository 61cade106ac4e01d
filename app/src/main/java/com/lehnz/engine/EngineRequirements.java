package com.lehnz.engine;

import java.io.IOException;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What makes an OpenSearch one that the service can work with: asked before anything is written to it. */
@Component
class EngineRequirements {
    /** The oldest that the tests were run on. */
    static final Runtime.Version OLDEST = Runtime.Version.parse("3.6");

    private final OpenSearchGenericClient client;
    private final EngineProperties properties;
    private final JsonMapper json;

    EngineRequirements(OpenSearchGenericClient client, EngineProperties properties, JsonMapper json) {
        this.client = client;
        this.properties = properties;
        this.json = json;
    }

    /**
     * Blocks until OpenSearch has answered.
     *
     * @throws EngineUnfitException when it is none for us
     * @throws IOException when it cannot be reached or is not ready, which may be otherwise a moment later
     */
    void check() throws IOException {
        JsonNode version = get("/").path("version");
        if (!version.path("distribution").asString("").equals("opensearch")) {
            throw new EngineUnfitException(
                    "What answers at %s is no OpenSearch: check lehnz.opensearch.uri.".formatted(properties.uri()));
        }
        String number = version.path("number").asString();
        if (parse(number).compareTo(OLDEST) < 0) {
            throw new EngineUnfitException(
                    "%s is version %s: %s or newer is needed.".formatted(properties, number, OLDEST));
        }
        for (JsonNode plugin : get("/_cat/plugins?format=json&h=component")) {
            if (plugin.path("component").asString().equals("opensearch-knn")) {
                return;
            }
        }
        throw new EngineUnfitException(
                "%s has no k-NN plugin: install opensearch-knn on its nodes, or take a distribution that has it."
                        .formatted(properties));
    }

    /** Such as 3.6.0 or 3.7.0-SNAPSHOT. */
    private static Runtime.Version parse(String number) {
        return Runtime.Version.parse(number.replaceAll("(\\.0)*(-.*)?$", ""));
    }

    private JsonNode get(String path) throws IOException {
        try (Response response =
                client.execute(Requests.builder().method("GET").endpoint(path).build())) {
            if (response.getStatus() >= 300) {
                throw new IOException("HTTP " + response.getStatus());
            }
            return response.getBody()
                    .map(body -> json.readTree(body.bodyAsString()))
                    .orElse(json.missingNode());
        }
    }
}
