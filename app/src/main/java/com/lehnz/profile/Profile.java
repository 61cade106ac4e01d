package com.lehnz.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one user's events say.
 *
 * @param recent what they did, newest first, a bounded number
 * @param purchased items bought, newest first, each once; a bounded number, and kept for longer
 * @param taste what follows from both
 * @param waitingFor items of {@code recent} that nobody has loaded yet: they do not count in the taste
 * @param learned the last events that are in here
 */
public record Profile(
        @JsonProperty("recent") List<Interaction> recent,
        @JsonProperty("purchased") List<Purchase> purchased,
        @JsonProperty("taste") Taste taste,
        @JsonProperty("waiting_for") Set<String> waitingFor,
        @JsonProperty("learned") LastRecords learned) {
    public static final Profile EMPTY = new Profile(List.of(), List.of(), Taste.UNKNOWN, Set.of(), LastRecords.NONE);

    Set<String> itemIds() {
        Set<String> itemIds = new HashSet<>();
        recent.forEach(interaction -> itemIds.add(interaction.itemId()));
        return itemIds;
    }
}
