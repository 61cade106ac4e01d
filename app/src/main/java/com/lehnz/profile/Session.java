package com.lehnz.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One visit of a user.
 *
 * @param purchased whether something was bought in it
 * @param items newest first, each once by the strongest thing done with it, below 0 where that speaks against it; a bounded
 *     number
 * @param leftBehind null where nothing was, and for all but the latest two visits in which something was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Session(
        @JsonProperty("started_at") Instant startedAt,
        @JsonProperty("ended_at") Instant endedAt,
        @JsonProperty("purchased") boolean purchased,
        @JsonProperty("items") List<WeightedItem> items,
        @JsonProperty("left_behind") @Nullable LeftBehind leftBehind) {

    Session withoutVector() {
        return leftBehind == null
                ? this
                : new Session(startedAt, endedAt, purchased, items, leftBehind.withoutVector());
    }
}
