package com.lehnz.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * A record that could not be handled and never will be as it is.
 *
 * @param topic where it came from
 * @param position where it stands there
 * @param key its Kafka key, which names the organization
 * @param value what was in it, as text
 * @param reason why it was set aside
 */
public record DeadLetter(
        @JsonProperty("topic") String topic,
        @JsonProperty("position") Position position,
        @JsonProperty("key") String key,
        @JsonProperty("value") String value,
        @JsonProperty("reason") String reason,
        @JsonProperty("at") Instant at) {}
