package com.lehnz.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrunkCosineTest {
    private final RandomRows rows = RandomRows.of(60, 25, 1);
    private final ShrunkCosine cosine = new ShrunkCosine(.5, .3, 3);

    @Test
    void theStrongestPartnersAreThoseOfBruteForce() {
        var together = new Cooccurrence(rows.sparse());
        for (int target = 0; target < rows.items(); target++) {
            int item = target;
            int[] expected = IntStream.range(0, rows.items())
                    .filter(source -> source != item && rows.gram(source, item) > 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble(source -> -bruteForce(source, item)))
                    .limit(7)
                    .mapToInt(source -> source)
                    .toArray();

            Partners partners = cosine.of(item, together, 7);

            assertThat(partners.items()).isEqualTo(expected);
            for (int rank = 0; rank < expected.length; rank++) {
                assertThat(partners.weights()[rank]).isCloseTo(bruteForce(expected[rank], item), within(1e-9));
            }
        }
    }

    @Test
    void anItemThatNobodyHasHasNoPartners() {
        assertThat(cosine.of(rows.items() - 1, new Cooccurrence(rows.sparse()), 7)
                        .size())
                .isZero();
    }

    @Test
    void aFewCoincidencesWeighLessThanARule() {
        var builder = new Incidence.Builder(4);
        builder.add(0, 1).add(1, 1).endRow(); // once, and never apart
        for (int row = 0; row < 30; row++) {
            builder.add(2, 1).add(3, row < 25 ? 1 : .01).endRow();
        }
        var together = new Cooccurrence(builder.build());

        assertThat(cosine.of(1, together, 1).weights()[0])
                .isLessThan(cosine.of(3, together, 1).weights()[0]);
        assertThat(Arrays.stream(cosine.of(0, together, 5).items())).containsExactly(1);
    }

    private double bruteForce(int source, int target) {
        return rows.gram(source, target)
                / (Math.pow(rows.gram(source, source), .5) * Math.pow(rows.gram(target, target), .3) + 3);
    }
}
