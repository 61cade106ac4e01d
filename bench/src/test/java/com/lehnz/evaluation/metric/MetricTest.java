package com.lehnz.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Each number worked out by hand. */
class MetricTest {
    /** Of three wanted items, one is first and one is third. */
    private static final boolean[] HITS = {true, false, true, false};

    @Test
    void recallIsTheShareOfWhatWasWanted() {
        assertThat(Metric.RECALL.of(HITS, 3, 4)).isEqualTo(2.0 / 3);
    }

    @Test
    void ndcgComparesWithTheBestPossibleList() {
        double ideal = 1 + 0.6309297535714574 + 0.5; // 1/log2(2) + 1/log2(3) + 1/log2(4)
        assertThat(Metric.NDCG.of(HITS, 3, 4)).isCloseTo((1 + 0.5) / ideal, within(1e-12));
    }

    @Test
    void ndcgIsOneWhenTheWholeListIsWantedThoughMoreWas() {
        assertThat(Metric.NDCG.of(new boolean[] {true, true}, 30, 2)).isCloseTo(1, within(1e-12));
    }

    @Test
    void theFirstHitDecidesTheReciprocalRank() {
        assertThat(Metric.MRR.of(new boolean[] {false, false, true, true}, 2, 4))
                .isEqualTo(1.0 / 3);
        assertThat(Metric.MRR.of(new boolean[] {false, false}, 2, 2)).isZero();
    }

    @Test
    void oneHitIsEnoughForTheHitRate() {
        assertThat(Metric.HIT_RATE.of(HITS, 3, 4)).isEqualTo(1);
        assertThat(Metric.HIT_RATE.of(new boolean[] {}, 3, 4)).isZero();
    }
}
