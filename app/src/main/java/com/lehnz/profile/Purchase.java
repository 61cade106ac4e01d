package com.lehnz.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * @param weight of the event that said so
 * @param at when the item was bought last
 */
public record Purchase(
        @JsonProperty("item_id") String itemId,
        @JsonProperty("weight") double weight,
        @JsonProperty("at") @Millis Instant at) {}
