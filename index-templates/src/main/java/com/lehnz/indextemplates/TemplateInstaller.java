package com.lehnz.indextemplates;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Brings a cluster to the templates of this module: adds what is missing, replaces what is older, leaves the rest. */
public final class TemplateInstaller {
    private static final List<String> COMPONENTS = List.of("settings", "owner");
    private static final List<String> INDICES = List.of(
            "items",
            "users",
            "events",
            "impressions",
            "accounts",
            "audit",
            "weights",
            "category-pairs",
            "dead-letters",
            "imports",
            "reindex");

    private final OpenSearchGenericClient client;
    private final JsonMapper json;
    private final IndexSettings settings;

    public TemplateInstaller(OpenSearchGenericClient client, JsonMapper json, IndexSettings settings) {
        this.client = client;
        this.json = json;
        this.settings = settings;
    }

    /**
     * Safe to run from several nodes at once and at every start.
     *
     * @return names of the templates that were applied
     * @throws IOException when OpenSearch cannot be reached or is not ready
     * @throws IllegalStateException when it refuses a template
     */
    public List<String> install() throws IOException {
        List<String> applied = new ArrayList<>();
        for (String name : COMPONENTS) {
            put("_component_template", "component_templates", "component_template", "component/" + name, name, applied);
        }
        for (String name : INDICES) {
            JsonNode template =
                    put("_index_template", "index_templates", "index_template", "index/" + name, name, applied);
            String pattern = template.path("index_patterns").path(0).asString();
            if (!pattern.endsWith("*")) {
                createIndex(pattern);
            }
            if (applied.contains("lehnz-" + name)) {
                extendExisting(pattern, template);
            }
        }
        return applied;
    }

    /**
     * Makes users searchable by vectors of a dimension, beside those of any other.
     *
     * @throws IOException when OpenSearch cannot be reached or is not ready
     * @throws IllegalStateException when it refuses
     */
    public void indexUserVectors(int dimension) throws IOException {
        String path = "/lehnz-users/_mapping";
        String field = "d" + dimension;
        // One of an earlier version has a graph, which it cannot be rid of.
        try (Response response = send("GET", path + "/field/vectors." + field, null)) {
            if (!read(response).path("lehnz-users").path("mappings").isEmpty()) {
                return;
            }
        }
        String body = Template.read("generation/users", Map.of("field", field, "dimension", dimension));
        try (Response response = send("PUT", path, body)) {
            if (response.getStatus() >= 300) {
                throw refused("PUT " + path, response);
            }
        }
    }

    private JsonNode put(String api, String list, String wrapper, String file, String name, List<String> applied)
            throws IOException {
        String body = Template.read(file, Map.of("shards", settings.shards(), "replicas", settings.replicas()));
        JsonNode template = json.readTree(body);
        String id = "lehnz-" + name;
        int installed = installedVersion("/" + api + "/" + id, list, wrapper);
        if (installed < template.path("version").asInt()) {
            try (Response response = send("PUT", "/" + api + "/" + id, body)) {
                if (response.getStatus() >= 300) {
                    throw refused("PUT /" + api + "/" + id, response);
                }
            }
            applied.add(id);
        }
        return template;
    }

    private int installedVersion(String path, String list, String wrapper) throws IOException {
        try (Response response = send("GET", path, null)) {
            if (response.getStatus() == 404) {
                return -1;
            }
            return read(response)
                    .path(list)
                    .path(0)
                    .path(wrapper)
                    .path("version")
                    .asInt(-1);
        }
    }

    private void createIndex(String index) throws IOException {
        try (Response response = send("PUT", "/" + index, "{}")) {
            boolean exists = response.getStatus() == 400
                    && read(response).path("error").path("type").asString().equals("resource_already_exists_exception");
            if (response.getStatus() >= 300 && !exists) {
                throw refused("PUT /" + index, response);
            }
        }
    }

    /** A template only shapes indices to come; fields it has gained are added to those that exist. */
    private void extendExisting(String pattern, JsonNode template) throws IOException {
        JsonNode properties = template.path("template").path("mappings").path("properties");
        String path = "/" + pattern + "/_mapping";
        String body = json.writeValueAsString(Map.of("properties", properties));
        try (Response response = send("PUT", path, body)) {
            boolean noneYet = response.getStatus() == 404;
            if (response.getStatus() >= 300 && !noneYet) {
                throw refused("PUT " + path, response);
            }
        }
    }

    private Response send(String method, String path, @Nullable String body) throws IOException {
        var request = Requests.builder().method(method).endpoint(path);
        Response response = client.execute(
                body == null ? request.build() : request.json(body).build());
        if (response.getStatus() == 429 || response.getStatus() >= 500) {
            response.close();
            throw new IOException("OpenSearch is not ready: HTTP " + response.getStatus());
        }
        return response;
    }

    private JsonNode read(Response response) {
        return response.getBody()
                .map(body -> json.readTree(body.bodyAsString()))
                .orElse(json.missingNode());
    }

    /** Not an {@link IOException}: waiting will not help. */
    private IllegalStateException refused(String request, Response response) {
        return new IllegalStateException(
                request + " was refused with HTTP " + response.getStatus() + ": " + read(response));
    }
}
