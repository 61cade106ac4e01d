package com.lehnz.attribution;

import com.lehnz.engine.UuidV7;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The id of one answered recommendation: it alone says in which index its impression lies. */
public record RecommendationId(UUID uuid) {

    /** @throws IllegalArgumentException for any other kind of UUID */
    public RecommendationId {
        if (!UuidV7.isOne(uuid)) {
            throw new IllegalArgumentException("not a UUID of version 7: " + uuid);
        }
    }

    public static RecommendationId at(Instant moment) {
        return new RecommendationId(UuidV7.at(moment));
    }

    /** What somebody sent as an id; empty where we cannot have made it. */
    public static Optional<RecommendationId> find(String text) {
        return UuidV7.find(text).map(RecommendationId::new);
    }

    /** When it was made, to the millisecond. */
    public Instant moment() {
        return UuidV7.moment(uuid);
    }

    @Override
    public String toString() {
        return uuid.toString();
    }
}
