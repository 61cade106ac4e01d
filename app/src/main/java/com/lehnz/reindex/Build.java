package com.lehnz.reindex;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.pipeline.Offsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A generation on its way to take another one's place, and how far it is: whoever goes on with it needs nothing else.
 *
 * @param from the number of the live generation
 * @param into the number of the one that is built
 * @param carried by shard of {@code from}, the number of the last write that is carried over
 * @param upserts up to where item upserts are carried over from their queue; null where they are carried over with the
 *     items that they have become part of
 * @param file what says which items there are; null where {@code from} does
 * @param swap how it takes its place; null until then
 */
record Build(
        @JsonProperty("from") int from,
        @JsonProperty("into") int into,
        @JsonProperty("began_at") Instant beganAt,
        @JsonProperty("carried") Map<String, Long> carried,
        @JsonProperty("upserts") @Nullable Offsets upserts,
        @JsonProperty("file") @Nullable Refresh file,
        @JsonProperty("swap") @Nullable Swap swap) {

    Build(
            int from,
            int into,
            Instant beganAt,
            Map<String, Long> carried,
            @Nullable Offsets upserts,
            @Nullable Refresh file) {
        this(from, into, beganAt, carried, upserts, file, null);
    }

    /** Whether nothing has been put into it yet. */
    boolean isUntouched() {
        return carried.isEmpty() && (file == null || file.rows() == 0);
    }

    Build carried(String shard, long upTo) {
        Map<String, Long> further = new TreeMap<>(carried);
        further.put(shard, upTo);
        return new Build(from, into, beganAt, further, upserts, file, swap);
    }

    Build upserted(Offsets upTo) {
        return new Build(from, into, beganAt, carried, upTo, file, swap);
    }

    Build filled(Refresh further) {
        return new Build(from, into, beganAt, carried, upserts, further, swap);
    }

    Build swapping(Swap next) {
        return new Build(from, into, beganAt, carried, upserts, file, next);
    }
}
