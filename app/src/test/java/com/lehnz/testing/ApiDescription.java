package com.lehnz.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document, for tests that go through all of it. */
public record ApiDescription(JsonNode document) {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    public static ApiDescription read(WebTestClient client) {
        byte[] body = client.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return new ApiDescription(new JsonMapper().readTree(Objects.requireNonNull(body)));
    }

    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return operations;
    }

    /** The schema that a {@code $ref} points to, or the one given. */
    public JsonNode resolve(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }

    /** One of its operations. */
    public record Operation(String method, String path, JsonNode description) {

        public String name() {
            return method + " " + path;
        }

        public boolean takesBody() {
            return description.has("requestBody");
        }

        public JsonNode bodySchema() {
            return description.at("/requestBody/content/application~1json/schema");
        }

        /** Whether its body is a form that a file comes in. */
        public boolean takesFile() {
            return description.at("/requestBody/content").has("multipart/form-data");
        }

        public boolean takesKey() {
            return description.path("security").toString().contains("X-API-KEY");
        }

        public boolean takesToken() {
            return description.has("security") && !takesKey();
        }

        public Set<Integer> statuses() {
            return description.path("responses").propertyNames().stream()
                    .map(Integer::valueOf)
                    .collect(Collectors.toSet());
        }

        /** Whether a header says which organization it is about. */
        public boolean takesOrganization() {
            return description.path("parameters").toString().contains("X-Organization");
        }

        /** Names of its parameters in the path. */
        public List<String> pathParameters() {
            return PARAMETER
                    .matcher(path)
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        }

        public List<String> queryParameters() {
            return description
                    .path("parameters")
                    .valueStream()
                    .filter(parameter -> parameter.path("in").asString().equals("query"))
                    .map(parameter -> parameter.path("name").asString())
                    .toList();
        }

        /** Its path with these parameters, and another value for the rest. */
        public String path(Map<String, String> values, String otherwise) {
            return PARAMETER
                    .matcher(path)
                    .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(UriUtils.encode(
                            values.getOrDefault(match.group(1), otherwise), java.nio.charset.StandardCharsets.UTF_8)));
        }
    }
}
