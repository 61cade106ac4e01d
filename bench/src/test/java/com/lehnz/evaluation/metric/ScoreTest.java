package com.lehnz.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.lehnz.evaluation.metric.Score.Answer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreTest {
    /** Items 0 to 3 are in all, half, a quarter and an eighth of the training rows. */
    private static final double[] POPULARITY = {1, 0.5, 0.25, 0.125};

    @Test
    void coverageAndNoveltyTellWhatWasRecommended() {
        Score score = Score.of(
                List.of(new Answer(new int[] {0, 1}, Set.of(1)), new Answer(new int[] {0, 3}, Set.of(2))),
                POPULARITY,
                2);

        assertThat(score.coverage()).isEqualTo(0.75);
        assertThat(score.novelty()).isCloseTo((0 + 1 + 0 + 3) / 4.0, within(1e-12));
    }

    @Test
    void metricsAreMeansOverCases() {
        Score score = Score.of(
                List.of(new Answer(new int[] {0, 1}, Set.of(1)), new Answer(new int[] {0, 3}, Set.of(2))),
                POPULARITY,
                2);

        assertThat(Objects.requireNonNull(score.metrics().get(Metric.MRR)).mean())
                .isEqualTo(0.25);
    }

    @Test
    void whatNeverVariesHasNoInterval() {
        assertThat(Estimate.of(new double[] {0.5, 0.5, 0.5})).isEqualTo(new Estimate(0.5, 0.5, 0.5));
    }

    @Test
    void theIntervalOfACoinHasTheWidthThatTheTextbookGives() {
        double[] coin = IntStream.range(0, 10_000).mapToDouble(i -> i % 2).toArray();

        Estimate estimate = Estimate.of(coin);

        assertThat(estimate.mean()).isEqualTo(0.5);
        assertThat(estimate.margin()).isCloseTo(1.96 * 0.5 / 100, within(0.001));
        assertThat(estimate.low()).isLessThan(0.5);
        assertThat(estimate.high()).isGreaterThan(0.5);
    }
}
