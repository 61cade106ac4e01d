package com.lehnz.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing a user did with an item.
 *
 * @param eventId which event it was, so that one that comes again is known
 * @param sessionId the visit it belongs to, where the sender says so
 * @param weight how much it says about their taste; negative where it speaks against the item
 * @param at to the millisecond
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Interaction(
        @JsonProperty("event_id") String eventId,
        @JsonProperty("item_id") String itemId,
        @JsonProperty("event_name") String eventName,
        @JsonProperty("session_id") @Nullable String sessionId,
        @JsonProperty("weight") double weight,
        @JsonProperty("at") @Millis Instant at) {
    static final String ADD_TO_CART = "add_to_cart";
    static final String REMOVE_FROM_CART = "remove_from_cart";
    public static final String PURCHASE = "purchase";

    boolean is(String name) {
        return eventName.equals(name);
    }
}
