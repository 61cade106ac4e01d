package com.lehnz.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LearningStateTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final LearningState never = new LearningState("org", null, Instant.EPOCH, null, null, 0);

    @Test
    void aLeaseHoldsUntilItEnds() {
        LearningState leased = never.leased("me", NOW.plusSeconds(60));

        assertThat(leased.isFree(NOW)).isFalse();
        assertThat(leased.isFree(NOW.plusSeconds(61))).isTrue();
        assertThat(leased.ended(NOW, NOW, NOW).isFree(NOW)).isTrue();
    }

    @Test
    void whoLearnedForASecondRestsForTwenty() {
        LearningState ended = never.ended(NOW, NOW.minusSeconds(1), NOW);

        assertThat(ended.isRested(NOW.plusSeconds(19))).isFalse();
        assertThat(ended.isRested(NOW.plusSeconds(20))).isTrue();
    }

    @Test
    void aFailureLeavesWhatIsKnownAndRestsToo() {
        LearningState known = never.ended(NOW, NOW, NOW);

        LearningState failed = known.ended(null, NOW, NOW.plusSeconds(10));

        assertThat(failed.knows(NOW)).isTrue();
        assertThat(failed.knows(NOW.plusMillis(1))).isFalse();
        assertThat(failed.isRested(NOW.plusSeconds(11))).isFalse();
        assertThat(never.ended(null, NOW, NOW).knows(Instant.EPOCH)).isFalse();
        assertThat(never.ended(null, NOW.minusSeconds(3_600), NOW).isRested(NOW.plusSeconds(300)))
                .as("however long it had worked")
                .isTrue();
    }
}
