package com.lehnz.pipeline;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be handled as it is, kept whole.
 *
 * @param topic where it came from
 * @param position where it first stood there
 * @param key its Kafka key, which names the organization; null where it had none
 * @param value its bytes; null where it had none
 * @param acceptedAt its Kafka time: when we accepted it
 * @param reason why it was set aside
 * @param at when it was set aside
 */
public record DeadLetter(
        String topic,
        Position position,
        @Nullable String key,
        byte @Nullable [] value,
        Instant acceptedAt,
        String reason,
        Instant at) {
    /** The rest of longer reasons says the same again. */
    private static final int LONGEST_REASON = 2_000;

    public DeadLetter {
        reason = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }

    public int size() {
        return value == null ? 0 : value.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DeadLetter letter
                && topic.equals(letter.topic)
                && position.equals(letter.position)
                && Arrays.equals(value, letter.value);
    }

    @Override
    public int hashCode() {
        return position.hashCode();
    }
}
