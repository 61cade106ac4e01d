package com.lehnz.weights;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers one user's sessions, event by event from the oldest: events that name a session belong to it, whatever lies
 * between them; others belong to that of the event before them, unless a pause longer than the gap lies between. The rule is
 * that of a profile's visits.
 */
final class SessionNumbers {
    /** In the place of a name. */
    static final int UNNAMED = 0;

    private final long gapMillis;
    private final Map<Integer, Integer> named = new HashMap<>();
    private int begun;
    private int latest;
    private long goesOnUntil = Long.MIN_VALUE;

    SessionNumbers(Duration gap) {
        this.gapMillis = gap.toMillis();
    }

    /**
     * The session of the next event.
     *
     * @param atMillis no earlier than that of the event before
     * @param name hash of the session's name, or {@link #UNNAMED}
     * @return from 0 in the order in which sessions begin
     */
    int next(long atMillis, int name) {
        if (name != UNNAMED) {
            latest = named.computeIfAbsent(name, first -> begun++);
        } else if (atMillis > goesOnUntil) {
            latest = begun++;
        }
        goesOnUntil = atMillis + gapMillis;
        return latest;
    }

    /** Tells the sessions of one user apart, never {@link #UNNAMED}. */
    static int hash(String name) {
        int hash = name.hashCode();
        return hash == UNNAMED ? 1 : hash;
    }
}
