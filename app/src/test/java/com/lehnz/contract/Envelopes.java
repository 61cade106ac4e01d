package com.lehnz.contract;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** The envelope that every error comes in. */
final class Envelopes {
    private Envelopes() {}

    /** @param message null where its wording is not promised */
    static BodyContentSpec expectError(int status, @Nullable String message, ResponseSpec answer) {
        BodyContentSpec body = answer.expectHeader()
                .exists("X-Request-Id")
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectBody()
                .consumeWith(result -> {
                    String text = new String(
                            Objects.requireNonNull(result.getResponseBody(), "no body"), StandardCharsets.UTF_8);
                    Assertions.assertThat(result.getStatus().value()).as(text).isEqualTo(status);
                    Assertions.assertThat(text)
                            .doesNotContain("com.lehnz", "org.springframework", "tools.jackson", "java.lang", "\tat ");
                })
                .jsonPath("$.success")
                .isEqualTo(false)
                .jsonPath("$.data")
                .isEqualTo(null)
                .jsonPath("$.error")
                .isNotEmpty()
                .jsonPath("$.message")
                .isNotEmpty();
        return message == null ? body : body.jsonPath("$.message").isEqualTo(message);
    }
}
