package com.lehnz.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * UUIDs of version 7: they begin with the moment they were made at, so that an id alone says in which month's index its
 * document lies, and their texts sort by age.
 *
 * <p>Source: RFC 9562, section 5.7.
 */
public final class UuidV7 {
    private static final int VERSION = 7;
    private static final int IETF_VARIANT = 2;
    private static final int TEXT_LENGTH = 36;

    private UuidV7() {}

    /** A new one; 74 of its bits are random. */
    public static UUID at(Instant moment) {
        UUID random = UUID.randomUUID();
        long time = moment.toEpochMilli() << 16;
        return new UUID(
                time | VERSION << 12 | random.getMostSignificantBits() & 0xFFF, random.getLeastSignificantBits());
    }

    /** What somebody sent as one; empty where it is none. */
    public static Optional<UUID> find(String text) {
        // Java reads shorter texts too, such as 1-1-1-1-1.
        if (text.length() != TEXT_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text)).filter(UuidV7::isOne);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public static boolean isOne(UUID uuid) {
        return uuid.version() == VERSION && uuid.variant() == IETF_VARIANT;
    }

    /** When it was made, to the millisecond. */
    public static Instant moment(UUID uuid) {
        return Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16);
    }
}
