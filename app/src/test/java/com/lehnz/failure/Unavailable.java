package com.lehnz.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client may expect of an answer while an engine is away. */
final class Unavailable {
    private Unavailable() {}

    static void requireClear(EntityExchangeResult<byte[]> result) {
        assertThat(result.getStatus().value()).isEqualTo(503);
        assertThat(result.getResponseHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                .isNotNull();
        JsonNode body = new JsonMapper().readTree(result.getResponseBody());
        assertThat(body.path("success").asBoolean(true)).isFalse();
        assertThat(body.path("message").asString()).contains("not available");
        assertThat(body.path("error").asString()).isNotBlank();
        assertThat(body.has("data") && body.path("data").isNull()).isTrue();
    }
}
