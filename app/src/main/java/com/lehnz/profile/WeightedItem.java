package com.lehnz.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import tools.jackson.databind.annotation.JsonSerialize;

/** An item, and how much speaks for it. Weights are to be compared with those of the same list; the largest is not 1. */
public record WeightedItem(
        @JsonProperty("item_id") String itemId,

        @JsonProperty("weight") @JsonSerialize(using = SevenDigits.class)
        double weight) {}
