package com.lehnz.engine;

import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests that read better as path and JSON than in the typed client's words. */
@Component
class RestCalls {
    private final OpenSearchGenericClient client;
    private final EngineProperties properties;
    private final JsonMapper json;

    RestCalls(OpenSearchGenericClient client, EngineProperties properties, JsonMapper json) {
        this.client = client;
        this.properties = properties;
        this.json = json;
    }

    record Answer(int status, JsonNode body) {
        boolean isOk() {
            return status < 300;
        }
    }

    /** Whatever OpenSearch answers, unless it may answer otherwise later: that is an {@link EngineUnavailableException}. */
    Mono<Answer> send(String method, String path, @Nullable Object body) {
        var request = Requests.builder().method(method).endpoint(path);
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.executeAsync(
                                body == null
                                        ? request.build()
                                        : request.json(json.writeValueAsString(body))
                                                .build()))
                .doOnNext(response -> EngineCalls.requireAvailable(response.getStatus()))
                .map(response -> new Answer(
                        response.getStatus(),
                        response.getBody()
                                .map(content -> json.readTree(content.bodyAsString()))
                                .orElse(json.missingNode())));
    }

    /** @return the body of a good answer; an error with OpenSearch's words for any other */
    Mono<JsonNode> require(String method, String path, @Nullable Object body) {
        return send(method, path, body).map(answer -> {
            if (!answer.isOk()) {
                throw new IllegalStateException(
                        "%s %s was refused with HTTP %d: %s".formatted(method, path, answer.status(), answer.body()));
            }
            return answer.body();
        });
    }
}
