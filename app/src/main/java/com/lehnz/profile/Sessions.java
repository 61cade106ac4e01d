package com.lehnz.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A user's interactions by visit. Those that name a session belong to it, whatever lies between them; others belong to the
 * visit of the one before them, as a purchase that the shop's server reports does to what its browser reported, unless
 * a pause longer than the gap lies between. As web analytics has it since Catledge and Pitkow, "Characterizing Browsing
 * Strategies in the World-Wide Web", 1995.
 */
final class Sessions {
    private Sessions() {}

    /**
     * @param newestFirst one user's interactions
     * @return the visits, the one with the newest interaction first, each newest first
     */
    static List<List<Interaction>> of(List<Interaction> newestFirst, Duration gap) {
        LinkedHashMap<Object, List<Interaction>> visits = new LinkedHashMap<>();
        Object visit = new Object();
        Instant goesOnUntil = Instant.MIN;
        for (Interaction interaction : newestFirst.reversed()) {
            if (interaction.sessionId() != null) {
                visit = interaction.sessionId();
            } else if (interaction.at().isAfter(goesOnUntil)) {
                visit = new Object();
            }
            List<Interaction> oldestFirst = visits.getOrDefault(visit, new ArrayList<>());
            oldestFirst.add(interaction);
            // Where it was already, it moves to the end.
            visits.putLast(visit, oldestFirst);
            goesOnUntil = interaction.at().plus(gap);
        }
        return visits.sequencedValues().reversed().stream().map(List::reversed).toList();
    }
}
