package com.lehnz.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AffinityShiftTest {
    private static final float[] ALWAYS = {1, 0};

    @Test
    void theVisitCountsMoreTheFurtherItLiesFromWhatIsKnown() {
        double same = AffinityShift.shift(ALWAYS, new float[] {1, 0});
        double near = AffinityShift.shift(ALWAYS, new float[] {0.8f, 0.6f});
        double across = AffinityShift.shift(ALWAYS, new float[] {0, 1});

        assertThat(same).isCloseTo(0.3, within(1e-6));
        assertThat(near).isBetween(same + 0.1, across - 0.1);
        assertThat(across).isCloseTo(0.9, within(1e-6));
    }

    @Test
    void evenTheOppositeLeavesSomethingOfWhatIsKnown() {
        assertThat(AffinityShift.shift(ALWAYS, new float[] {-1, 0})).isCloseTo(0.9, within(1e-6));
    }
}
