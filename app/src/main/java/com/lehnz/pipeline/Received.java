package com.lehnz.pipeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that came out of a topic.
 *
 * @param acceptedAt when we accepted it, by our clock
 * @param replayOf where it first stood, if it was set aside there and replayed
 */
public record Received<T>(
        T body,
        Position position,
        Instant acceptedAt,
        @Nullable Position replayOf) {
    public Received(T body, Position position, Instant acceptedAt) {
        this(body, position, acceptedAt, null);
    }

    /** The same record, carrying something else. */
    public <U> Received<U> with(U other) {
        return new Received<>(other, position, acceptedAt, replayOf);
    }

    /** Whether this is the record that stood there: it may have been handled in part before it was set aside. */
    public boolean stood(Position there) {
        return position.equals(there) || there.equals(replayOf);
    }
}
