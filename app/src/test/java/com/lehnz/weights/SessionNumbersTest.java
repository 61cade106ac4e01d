package com.lehnz.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionNumbersTest {
    private static final long GAP = Duration.ofMinutes(30).toMillis();

    private final SessionNumbers sessions = new SessionNumbers(Duration.ofMinutes(30));

    @Test
    void aPauseOfMoreThanTheGapBeginsASession() {
        assertThat(sessions.next(0, SessionNumbers.UNNAMED)).isZero();
        assertThat(sessions.next(GAP, SessionNumbers.UNNAMED)).isZero();
        assertThat(sessions.next(2 * GAP + 1, SessionNumbers.UNNAMED)).isOne();
    }

    @Test
    void aNamedSessionGoesOnWhateverLiesBetween() {
        assertThat(sessions.next(0, 7)).isZero();
        assertThat(sessions.next(1, SessionNumbers.UNNAMED)).isOne();
        assertThat(sessions.next(9 * GAP, 7)).isZero();
        assertThat(sessions.next(9 * GAP, 8)).isEqualTo(2);
    }

    @Test
    void anyEventsAreNumberedAsByBruteForce() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            var numbers = new SessionNumbers(Duration.ofMillis(10));
            List<Long> unnamedBefore = new ArrayList<>();
            Map<String, Integer> expected = new HashMap<>();
            long at = 0;
            for (int event = 0; event < 50; event++) {
                at += random.nextInt(15);
                int name = random.nextInt(3);
                if (name == SessionNumbers.UNNAMED) {
                    unnamedBefore.add(at);
                }
                int actual = numbers.next(at, name);
                String session = name == SessionNumbers.UNNAMED ? "pause " + pauses(unnamedBefore) : "name " + name;
                assertThat(expected.computeIfAbsent(session, first -> actual)).isEqualTo(actual);
                assertThat(expected.values()).doesNotHaveDuplicates();
            }
        }
    }

    private static long pauses(List<Long> times) {
        long pauses = 0;
        for (int at = 1; at < times.size(); at++) {
            pauses += times.get(at) - times.get(at - 1) > 10 ? 1 : 0;
        }
        return pauses;
    }
}
