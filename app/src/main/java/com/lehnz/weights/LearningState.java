package com.lehnz.weights;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.engine.OrgId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the learning of one organization's weights is, and the lease of whoever is at it.
 *
 * @param owner token of the node that learns; null while none does
 * @param until when its lease ends, if it is not renewed: a dead node blocks nobody for longer
 * @param learnedUpTo when the newest event was stored that is in the weights; null where there are none
 * @param endedAt when the last learning ended, well or not
 * @param tookMillis how long it took
 */
record LearningState(
        @JsonProperty("org_id") String orgId,
        @JsonProperty("owner") @Nullable String owner,
        @JsonProperty("until") Instant until,
        @JsonProperty("learned_up_to") @Nullable Instant learnedUpTo,
        @JsonProperty("ended_at") @Nullable Instant endedAt,
        @JsonProperty("took_ms") long tookMillis) {

    /** Of a worker's time, learning takes a twentieth at most. */
    private static final int REST = 20;

    private static final long FAILED_MILLIS = 15_000;

    static LearningState never(OrgId org) {
        return new LearningState(org.value(), null, Instant.EPOCH, null, null, 0);
    }

    boolean isFree(Instant now) {
        return owner == null || until.isBefore(now);
    }

    boolean isOwnedBy(String token) {
        return token.equals(owner);
    }

    boolean isRested(Instant now) {
        return endedAt == null || !endedAt.plusMillis(REST * tookMillis).isAfter(now);
    }

    boolean knows(Instant stored) {
        return learnedUpTo != null && !stored.isAfter(learnedUpTo);
    }

    LearningState leased(String token, Instant end) {
        return new LearningState(orgId, token, end, learnedUpTo, endedAt, tookMillis);
    }

    /** @param upTo null where it failed: that is no reason to rest for as long as its work would have been worth */
    LearningState ended(@Nullable Instant upTo, Instant startedAt, Instant now) {
        long took = Duration.between(startedAt, now).toMillis();
        return new LearningState(
                orgId,
                null,
                now,
                upTo == null ? learnedUpTo : upTo,
                now,
                upTo == null ? Math.min(took, FAILED_MILLIS) : took);
    }
}
