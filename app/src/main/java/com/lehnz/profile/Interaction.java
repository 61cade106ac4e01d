package com.lehnz.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * One thing a user did with an item.
 *
 * @param eventId which event it was, so that one that comes again is known
 * @param weight how much it says about their taste; negative where it speaks against the item
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Interaction(
        @JsonProperty("event_id") String eventId,
        @JsonProperty("item_id") String itemId,
        @JsonProperty("event_name") String eventName,
        @JsonProperty("weight") double weight,
        @JsonProperty("at") Instant at) {}
