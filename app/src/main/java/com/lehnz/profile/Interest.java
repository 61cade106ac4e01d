package com.lehnz.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * One of the things a user likes.
 *
 * @param vector unit vector in the middle of the items that make it up
 * @param share of the user's weighted history that lies here; the shares of a user add up to at most 1
 */
public record Interest(
        @JsonProperty("vector")
        @JsonSerialize(using = PackedVector.Serializer.class)
        @JsonDeserialize(using = PackedVector.Deserializer.class)
        float[] vector,

        @JsonProperty("share") @JsonSerialize(using = SevenDigits.class)
        double share) {}
