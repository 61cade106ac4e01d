package com.lehnz.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RidgeOnNeighboursTest {
    private final RandomRows rows = RandomRows.of(80, 30, 2);

    @Test
    void theWeightsAreThoseOfADenseSolution() {
        var ridge = new RidgeOnNeighbours(rows.sparse());
        for (int target = 0; target < rows.items(); target++) {
            Map<Integer, Double> expected = dense(target);

            Partners partners = ridge.of(target, 100);

            assertThat(IntStream.of(partners.items()).boxed()).containsExactlyInAnyOrderElementsOf(expected.keySet());
            for (int rank = 0; rank < partners.size(); rank++) {
                Double weight = expected.get(partners.items()[rank]);
                assertThat(weight).isNotNull();
                assertThat(partners.weights()[rank]).isCloseTo(weight, within(1e-6));
            }
        }
    }

    @Test
    void onlySoManyOfTheStrongestAreKept() {
        var ridge = new RidgeOnNeighbours(rows.sparse());
        Partners all = ridge.of(3, 100);

        Partners some = ridge.of(3, 4);

        assertThat(some.items()).isEqualTo(IntStream.of(all.items()).limit(4).toArray());
        assertThat(all.weights()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    /** {@code (G + λI) w = g} over all that the target occurs with, by Gaussian elimination. */
    private Map<Integer, Double> dense(int target) {
        int[] others = IntStream.range(0, rows.items())
                .filter(item -> item != target && rows.gram(item, target) > 0)
                .toArray();
        double lambda = 4
                * IntStream.range(0, rows.items())
                        .mapToDouble(item -> rows.gram(item, item))
                        .filter(count -> count > 0)
                        .average()
                        .orElseThrow();
        int n = others.length;
        double[][] system = new double[n][n + 1];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                system[a][b] = rows.gram(others[a], others[b]) + (a == b ? lambda : 0);
            }
            system[a][n] = rows.gram(others[a], target);
        }
        for (int pivot = 0; pivot < n; pivot++) {
            for (int row = 0; row < n; row++) {
                double factor = row == pivot ? 0 : system[row][pivot] / system[pivot][pivot];
                for (int column = pivot; column <= n; column++) {
                    system[row][column] -= factor * system[pivot][column];
                }
            }
        }
        Map<Integer, Double> positive = new HashMap<>();
        for (int row = 0; row < n; row++) {
            double weight = system[row][n] / system[row][row];
            if (weight > 0) {
                positive.put(others[row], weight);
            }
        }
        return positive;
    }
}
