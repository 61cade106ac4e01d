package com.lehnz.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.lehnz.profile.Interest;
import com.lehnz.profile.Taste;
import com.lehnz.query.Candidates;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerendipityTest {
    private static final int DIMENSION = 8;
    private static final int DAYS = 14;

    /** Days follow each other, and so do their seeds. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyDayGoesElsewhereAndNoFurtherThanItsAngle(int interests) {
        Serendipity serendipity = (Serendipity) Strategies.all().stream()
                .filter(Serendipity.class::isInstance)
                .findFirst()
                .orElseThrow();
        Taste taste = taste(interests);

        List<float[]> directions = LongStream.range(0, DAYS)
                .mapToObj(seed -> direction(serendipity, taste, seed))
                .toList();

        assertThat(directions.stream().map(Arrays::toString).distinct()).hasSize(DAYS);
        assertThat(directions)
                .allSatisfy(direction -> assertThat(Math.toDegrees(Directions.angle(axis(0), direction)))
                        .isCloseTo(40, within(1e-3)));
        if (interests > 2) {
            assertThat(directions.stream()
                            .map(SerendipityTest::lesserInterestNearby)
                            .distinct())
                    .hasSize(interests - 1);
        }
    }

    private static float[] direction(Serendipity serendipity, Taste taste, long seed) {
        Context context = new Context(Instant.EPOCH, seed, taste, Set.of(), List.of(), Map.of(), Map.of());
        Plan plan = serendipity.plan(context).orElseThrow();
        return ((Candidates.Near) plan.candidates().getFirst()).vector();
    }

    private static int lesserInterestNearby(float[] direction) {
        int nearest = 1;
        for (int axis = 2; axis < 4; axis++) {
            nearest = direction[axis] > direction[nearest] ? axis : nearest;
        }
        return nearest;
    }

    private static Taste taste(int interests) {
        List<Interest> some = LongStream.range(0, interests)
                .mapToObj(i -> new Interest(axis((int) i), 1.0 / interests))
                .toList();
        return new Taste(
                "model", axis(0), some, null, List.of(), List.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of(),
                null, List.of());
    }

    private static float[] axis(int at) {
        float[] axis = new float[DIMENSION];
        axis[at] = 1;
        return axis;
    }
}
