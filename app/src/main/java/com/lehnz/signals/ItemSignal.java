package com.lehnz.signals;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.pipeline.Position;
import java.time.Instant;

/**
 * Something that counts for an item: an interaction with it, or that it was shown.
 *
 * @param position of the record that says so, under which the item remembers it
 * @param weight of the interaction; 1 of an exposure
 */
public record ItemSignal(
        @JsonProperty("item_id") String itemId,
        @JsonProperty("kind") Kind kind,
        @JsonProperty("position") Position position,
        @JsonProperty("weight") double weight,
        @JsonProperty("at") Instant at) {
    public enum Kind {
        INTERACTION,
        EXPOSURE
    }

    public static ItemSignal interaction(String itemId, Position position, double weight, Instant at) {
        return new ItemSignal(itemId, Kind.INTERACTION, position, weight, at);
    }

    /** A record of an event may count as an interaction of its item too; the one must not hide the other. */
    public static ItemSignal exposure(String itemId, Position position, Instant at) {
        return new ItemSignal(itemId, Kind.EXPOSURE, shown(position), 1, at);
    }

    /** The position under which an item remembers that it was shown. */
    public static Position shown(Position position) {
        return new Position("exposures:" + position.log(), position.offset());
    }
}
