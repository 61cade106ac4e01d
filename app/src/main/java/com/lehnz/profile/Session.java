package com.lehnz.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * One visit of a user.
 *
 * @param purchased whether something was bought in it
 * @param items newest first, each once with the strongest thing done with it; a bounded number
 */
public record Session(
        @JsonProperty("started_at") Instant startedAt,
        @JsonProperty("ended_at") Instant endedAt,
        @JsonProperty("purchased") boolean purchased,
        @JsonProperty("items") List<Interaction> items) {}
