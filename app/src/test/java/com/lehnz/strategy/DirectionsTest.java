package com.lehnz.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DirectionsTest {
    private static final float[] EAST = {1, 0, 0};
    private static final float[] NORTH = {0, 1, 0};

    @Test
    void aTurnedVectorLiesAtTheAngleWhateverItIsTurnedToward() {
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            float[] from = Directions.random(random, 128);
            float[] to = Directions.random(random, 128);

            float[] turned = Directions.turn(from, to, Math.toRadians(40));

            assertThat(Directions.angle(from, turned)).isCloseTo(Math.toRadians(40), within(1e-3));
            assertThat(Directions.angle(turned, to)).isLessThan(Directions.angle(from, to));
        }
    }

    @Test
    void nobodyCanTurnTowardWhereTheyLook() {
        assertThat(Directions.turn(EAST, EAST, 1)).isEqualTo(EAST);
    }

    @Test
    void aMixLiesBetween() {
        assertThat(Directions.mix(1, EAST, 1, NORTH)).containsExactly(0.70710677f, 0.70710677f, 0);
        assertThat(Directions.mix(1, EAST, 0, NORTH)).isEqualTo(EAST);
        assertThat(Directions.mix(1, EAST, 1, new float[] {-1, 0, 0})).isEqualTo(EAST);
    }
}
