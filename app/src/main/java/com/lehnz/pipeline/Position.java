package com.lehnz.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Where a record stands in Kafka. A document that remembers the position of the last record it holds can tell a
 * redelivered record from a new one.
 *
 * @param log one partition of one incarnation of a topic: a topic that was deleted and made anew counts from zero again,
 *     and its offsets must not be taken for the old ones
 */
public record Position(String log, long offset) {
    public boolean isAfter(@Nullable Position other) {
        return other == null || !log.equals(other.log) || offset > other.offset;
    }
}
