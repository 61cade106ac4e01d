package com.lehnz.evaluation.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.lehnz.evaluation.ranking.Popularity.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** On four baskets of three items: 0 is in three of them, 1 in three, 2 in one; 0 and 1 share two. */
class BaselinesTest {
    private static final Rows BASKETS =
            new Rows(3, List.of(new int[] {0, 1}, new int[] {0, 1}, new int[] {0}, new int[] {1, 2}));
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private static Case after(int... history) {
        return new Case(null, null, history, Set.of(), Set.of(0));
    }

    @Test
    void popularityCountsRowsAndSparesWhatIsExcluded() {
        Case question = new Case(null, null, new int[] {}, Set.of(0), Set.of(1));

        assertThat(Popularity.of(BASKETS).rank(question, 3)).containsExactly(1, 2);
    }

    @Test
    void aHalfLifeAgoCountsForHalf() {
        Baseline recent = Popularity.recent(
                2,
                List.of(
                        new Taken(0, NOON.minus(Duration.ofDays(14))),
                        new Taken(0, NOON.minus(Duration.ofDays(14))),
                        new Taken(0, NOON.minus(Duration.ofDays(28))),
                        new Taken(1, NOON)),
                Duration.ofDays(14));

        assertThat(recent.scores().apply(after(0))).containsExactly(1.25, 1);
    }

    @Test
    void itemKnnIsTheShrunkCosine() {
        Baseline knn = ItemKnn.of("knn", BASKETS, 0.5, 0.3, 5, 100);

        double[] scores = knn.scores().apply(after(0));

        assertThat(scores[0]).isZero();
        assertThat(scores[1]).isCloseTo(2 / (Math.pow(3, 0.5) * Math.pow(3, 0.3) + 5), within(1e-12));
        assertThat(scores[2]).isZero();
    }

    @Test
    void itemKnnSumsOverTheHistory() {
        Baseline knn = ItemKnn.of("knn", BASKETS, 0.5, 0.5, 0, 100);

        assertThat(knn.scores().apply(after(0, 2))[1]).isCloseTo(2.0 / 3 + 1 / Math.sqrt(3), within(1e-12));
    }

    @Test
    void eachItemKeepsItsStrongestNeighboursOnly() {
        Baseline knn = ItemKnn.of("knn", BASKETS, 0.5, 0.5, 0, 1);

        assertThat(knn.scores().apply(after(2))[1]).isZero();
        assertThat(knn.scores().apply(after(0))[1]).isPositive();
    }

    @Test
    void easeIsTheClosedForm() {
        // Two items that share one of three baskets, λ 1: G + λI = [[3, 1], [1, 3]], so P = [[3, -1], [-1, 3]] / 8.
        Rows rows = new Rows(2, List.of(new int[] {0, 1}, new int[] {0}, new int[] {1}));

        DMatrixRMaj weights = Ease.weights(rows, 1);

        assertThat(weights.get(0, 1)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(weights.get(1, 0)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(weights.get(0, 0)).isZero();
    }

    @Test
    void vsknnScoresByHand() {
        // Of three sessions, those with items 0 or 1 are neighbours of the session 0, 1.
        Rows sessions = new Rows(4, List.of(new int[] {0, 2}, new int[] {1, 3}, new int[] {3}));

        double[] scores = Vsknn.of(sessions).scores().apply(after(0, 1));

        double ofFirst = 1 / Math.log10(1 + 1.7) / 2; // similarity by the click before the last
        double ofLast = 1 / Math.log10(1.7) / 2;
        // Rarity is scaled to 1 for items in one session, and to 0 for item 3, the commonest.
        assertThat(scores[2]).isCloseTo(ofFirst * 11 * 0.8, within(1e-12));
        assertThat(scores[3]).isCloseTo(ofLast * 1 * 0.9, within(1e-12));
    }

    @Test
    void ofEqualScoresTheEarlierItemComesFirst() {
        assertThat(Best.of(new double[] {1, 2, 2, 0, -1}, 3)).containsExactly(1, 2, 0);
        assertThat(Best.of(new double[] {2, 2, 2}, 2)).containsExactly(0, 1);
    }
}
