package com.lehnz.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A user's interactions by visit. Those that name a session belong to it, whatever lies between them; among the others a
 * pause longer than the gap begins a new visit, as web analytics has it since Catledge and Pitkow, "Characterizing
 * Browsing Strategies in the World-Wide Web", 1995.
 */
final class Sessions {
    private Sessions() {}

    /**
     * @param newestFirst one user's interactions
     * @return the visits, the one with the newest interaction first, each newest first
     */
    static List<List<Interaction>> of(List<Interaction> newestFirst, Duration gap) {
        Map<String, List<Interaction>> named = new HashMap<>();
        List<List<Interaction>> visits = new ArrayList<>();
        List<Interaction> unnamed = new ArrayList<>();
        for (Interaction interaction : newestFirst) {
            if (interaction.sessionId() != null) {
                named.computeIfAbsent(interaction.sessionId(), first -> begin(visits))
                        .add(interaction);
                continue;
            }
            if (unnamed.isEmpty()
                    || unnamed.getLast().at().isAfter(interaction.at().plus(gap))) {
                unnamed = begin(visits);
            }
            unnamed.add(interaction);
        }
        return visits;
    }

    private static List<Interaction> begin(List<List<Interaction>> visits) {
        List<Interaction> visit = new ArrayList<>();
        visits.add(visit);
        return visit;
    }

    /** What a visit came to: of too many items those that came closest to being bought, the newest of them first. */
    static Session summary(List<Interaction> newestFirst, int items) {
        Map<String, Interaction> strongest = new LinkedHashMap<>();
        for (Interaction interaction : newestFirst) {
            strongest.merge(interaction.itemId(), interaction, Sessions::stronger);
        }
        return new Session(
                newestFirst.getLast().at(),
                newestFirst.getFirst().at(),
                newestFirst.stream().anyMatch(interaction -> interaction.is(Interaction.PURCHASE)),
                strongest(strongest.values(), items));
    }

    private static final Comparator<Interaction> BY_STRENGTH = Comparator.comparingDouble(i -> Math.abs(i.weight()));

    private static List<Interaction> strongest(Collection<Interaction> newestFirst, int most) {
        Set<Interaction> kept =
                newestFirst.stream().sorted(BY_STRENGTH.reversed()).limit(most).collect(Collectors.toSet());
        return newestFirst.stream().filter(kept::contains).toList();
    }

    /** What was taken back was not wanted after all, unless it had been bought. */
    private static Interaction stronger(Interaction newer, Interaction older) {
        boolean takenBack = newer.is(Interaction.REMOVE_FROM_CART) && !older.is(Interaction.PURCHASE);
        return !takenBack && BY_STRENGTH.compare(older, newer) > 0 ? older : newer;
    }
}
