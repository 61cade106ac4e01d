package com.lehnz.attribution;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that came of a recommendation, as its sender says.
 *
 * @param recommendationId as it was sent: maybe nobody's, maybe another organization's
 * @param eventId the event that says so, which counts once
 * @param itemId absent where the event named none
 * @param revenue in the shop's own currency, 0 or more
 * @param at when it happened
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Credit(
        @JsonIgnore String recommendationId,
        @JsonProperty("event_id") String eventId,
        @JsonProperty("kind") Kind kind,
        @JsonProperty("item_id") @Nullable String itemId,
        @JsonProperty("revenue") double revenue,
        @JsonProperty("at") Instant at) {

    public enum Kind {
        CLICK,
        CONVERSION;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
