package com.lehnz.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An item that a user's history speaks for.
 *
 * @param weight of the strongest thing they did with it, halved with every half-life of age and with so many
 *     other items since; the largest is not 1
 */
public record HistoryItem(
        @JsonProperty("item_id") String itemId,
        @JsonProperty("weight") double weight) {}
