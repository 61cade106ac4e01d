package com.lehnz.indextemplates;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings a cluster to the templates of this module: adds what is missing, replaces what is older or has other shards and
 * replicas than are asked for, leaves the rest.
 */
public final class TemplateInstaller {
    private static final String SHARDS = "number_of_shards";
    private static final String REPLICAS = "number_of_replicas";
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
        installSettings(applied);
        installNewer(Kind.COMPONENT, "owner", applied);
        for (String name : INDICES) {
            JsonNode template = installNewer(Kind.INDEX, name, applied);
            String pattern = pattern(template);
            if (!pattern.endsWith("*")) {
                createIndex(pattern);
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

    private enum Kind {
        COMPONENT,
        INDEX;

        /** Of this module's files. */
        String folder() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What an answer calls one of them. */
        String field() {
            return folder() + "_template";
        }

        String path(String name) {
            return "/_" + field() + "/lehnz-" + name;
        }
    }

    /** A command that knows nothing of shards and replicas leaves them as the nodes have set them. */
    private void installSettings(List<String> applied) throws IOException {
        JsonNode installed = installed(Kind.COMPONENT, "settings");
        JsonNode before = installed.path("template").path("settings").path("index");
        int shards = orElse(settings.shards(), before.path(SHARDS).asInt(1));
        int replicas = orElse(settings.replicas(), before.path(REPLICAS).asInt(0));
        String body = Template.read("component/settings", Map.of("shards", shards, "replicas", replicas));
        int ours = version(json.readTree(body));
        boolean differs =
                before.path(SHARDS).asInt(-1) != shards || before.path(REPLICAS).asInt(-1) != replicas;
        if (ours > version(installed) || ours == version(installed) && differs) {
            put(Kind.COMPONENT, "settings", body, applied);
        }
    }

    private JsonNode installNewer(Kind kind, String name, List<String> applied) throws IOException {
        String body = Template.read(kind.folder() + "/" + name, Map.of());
        JsonNode template = json.readTree(body);
        if (version(template) > version(installed(kind, name))) {
            if (kind == Kind.INDEX) {
                // Before the version that says that it was done.
                extendExisting(pattern(template), template);
            }
            put(kind, name, body, applied);
            if (kind == Kind.INDEX) {
                // Those that were made in between.
                extendExisting(pattern(template), template);
            }
        }
        return template;
    }

    private static int orElse(@Nullable Integer wanted, int otherwise) {
        return wanted == null ? otherwise : wanted;
    }

    private void put(Kind kind, String name, String body, List<String> applied) throws IOException {
        String path = kind.path(name);
        try (Response response = send("PUT", path, body)) {
            if (response.getStatus() >= 300) {
                throw refused("PUT " + path, response);
            }
        }
        applied.add("lehnz-" + name);
    }

    /** Missing where there is none of that name. */
    private JsonNode installed(Kind kind, String name) throws IOException {
        try (Response response = send("GET", kind.path(name), null)) {
            return response.getStatus() == 404
                    ? json.missingNode()
                    : read(response).path(kind.field() + "s").path(0).path(kind.field());
        }
    }

    private static String pattern(JsonNode template) {
        return template.path("index_patterns").path(0).asString();
    }

    private static int version(JsonNode template) {
        return template.path("version").asInt(-1);
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
