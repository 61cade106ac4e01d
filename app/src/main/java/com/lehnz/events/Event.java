package com.lehnz.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.pipeline.Received;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something a user did, in a request and in the queue; there the family and the id are always filled in. The time is not
 * where the sender gave an id but no time: a retry would say another one.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Event(
        @JsonProperty("user_id")
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "1 to 256 characters", example = "usr_1")
        String userId,

        @JsonProperty("event_name")
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description =
                        "view, search, click, add_to_cart, remove_from_cart, checkout_start, purchase, identify, or a name of your own",
                example = "click")
        String eventName,

        @JsonProperty("event_family")
        @Schema(description = "Required for names of your own", requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        EventFamily eventFamily,

        @JsonProperty("event_id")
        @Schema(
                description = "Makes sending it again harmless: the same id counts once",
                requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String eventId,

        @JsonProperty("timestamp")
        @Schema(
                description = "When it happened, now where it is left out; history may be sent at any time",
                requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        @Nullable
        Instant timestamp,

        @JsonProperty("item_id") @Schema(example = "prod_1") @Nullable
        String itemId,

        @JsonProperty("session_id") @Nullable String sessionId,

        @JsonProperty("recommendation_id") @Schema(description = "The recommendation that led to it") @Nullable
        String recommendationId,

        @JsonProperty("previous_user_id")
        @Schema(description = "Required for identify: the anonymous id that is merged into user_id")
        @Nullable
        String previousUserId,

        @JsonProperty("context") @Schema(description = "Any JSON: price, quantity, query, page, referrer, …") @Nullable
        Map<String, @Nullable Object> context) {

    /** When it happened: as its sender says, or when we accepted it. */
    static Instant at(Received<Event> event) {
        Instant said = event.body().timestamp();
        return said == null ? event.acceptedAt() : said;
    }

    Event at(Instant time) {
        return new Event(
                userId,
                eventName,
                eventFamily,
                eventId,
                time,
                itemId,
                sessionId,
                recommendationId,
                previousUserId,
                context);
    }
}
