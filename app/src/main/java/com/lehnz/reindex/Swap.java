package com.lehnz.reindex;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.pipeline.Offsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When one generation took another one's place: what was written since has to be carried over on the way back.
 *
 * @param checkpoints by shard of {@code into}, the number of its last write before
 * @param upserts up to where {@code from} holds item upserts; null where {@code into} was a copy of it
 */
record Swap(
        @JsonProperty("from") int from,
        @JsonProperty("into") int into,
        @JsonProperty("at") Instant at,
        @JsonProperty("checkpoints") Map<String, Long> checkpoints,
        @JsonProperty("upserts") @Nullable Offsets upserts) {}
