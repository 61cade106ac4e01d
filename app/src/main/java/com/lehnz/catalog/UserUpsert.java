package com.lehnz.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said about a user, in a request and in the queue. What is left out stays as it is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserUpsert(
        @JsonProperty("user_id")
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "1 to 256 characters, as in events",
                example = "usr_001")
        String userId,

        @JsonProperty("status")
        @Schema(description = "active where it was never said; deleted erases what is known")
        @Nullable
        Status status,

        @JsonProperty("created_at") @Schema(description = "First seen where it was never said") @Nullable
        Instant createdAt,

        @JsonProperty("attributes")
        @Schema(
                description = "Any JSON. Merged key by key into what is there; a key sent as null is removed.",
                example = "{\"email\": \"alice@example.com\", \"age\": 32}")
        @Nullable
        Map<String, @Nullable Object> attributes) {}
