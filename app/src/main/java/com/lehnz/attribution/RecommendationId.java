package com.lehnz.attribution;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The id of one answered recommendation: a UUID of version 7, which begins with the moment it was made at, so that the
 * id alone says in which index its impression lies.
 *
 * <p>Source: RFC 9562, section 5.7.
 */
public record RecommendationId(UUID uuid) {
    private static final int VERSION = 7;
    private static final int IETF_VARIANT = 2;
    private static final int TEXT_LENGTH = 36;

    /** @throws IllegalArgumentException for any other kind of UUID */
    public RecommendationId {
        if (uuid.version() != VERSION || uuid.variant() != IETF_VARIANT) {
            throw new IllegalArgumentException("not a UUID of version 7: " + uuid);
        }
    }

    /** A new id; 74 of its bits are random. */
    public static RecommendationId at(Instant moment) {
        UUID random = UUID.randomUUID();
        long time = moment.toEpochMilli() << 16;
        return new RecommendationId(new UUID(
                time | VERSION << 12 | random.getMostSignificantBits() & 0xFFF, random.getLeastSignificantBits()));
    }

    /** What somebody sent as an id; empty where we cannot have made it. */
    public static Optional<RecommendationId> find(String text) {
        // Java reads shorter texts too, such as 1-1-1-1-1.
        if (text.length() != TEXT_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RecommendationId(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** When it was made, to the millisecond. */
    public Instant moment() {
        return Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16);
    }

    @Override
    public String toString() {
        return uuid.toString();
    }
}
