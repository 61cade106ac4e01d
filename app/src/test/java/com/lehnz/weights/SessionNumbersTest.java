package com.lehnz.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        assertThat(sessions.next(1, 8)).isOne();
        assertThat(sessions.next(9 * GAP, 7)).isZero();
    }

    /** As a shop's server reports what somebody bought whose browser named the session. */
    @Test
    void whatNamesNoSessionIsOfTheOneBefore() {
        assertThat(sessions.next(0, 7)).isZero();
        assertThat(sessions.next(GAP, SessionNumbers.UNNAMED)).isZero();
        assertThat(sessions.next(2 * GAP + 1, SessionNumbers.UNNAMED)).isOne();
    }

    @Test
    void anyEventsAreNumberedAsByBruteForce() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            var numbers = new SessionNumbers(Duration.ofMillis(10));
            List<Integer> numbered = new ArrayList<>();
            List<Long> times = new ArrayList<>();
            List<Integer> names = new ArrayList<>();
            long at = 0;
            for (int event = 0; event < 50; event++) {
                at += random.nextInt(15);
                times.add(at);
                names.add(random.nextInt(3));
                numbered.add(numbers.next(at, names.getLast()));
            }
            for (int one = 0; one < 50; one++) {
                for (int other = 0; other < 50; other++) {
                    assertThat(numbered.get(one).equals(numbered.get(other)))
                            .isEqualTo(session(one, names, times).equals(session(other, names, times)));
                }
            }
        }
    }

    private static String session(int event, List<Integer> names, List<Long> times) {
        if (names.get(event) != SessionNumbers.UNNAMED) {
            return "name " + names.get(event);
        }
        return event > 0 && times.get(event) - times.get(event - 1) <= 10
                ? session(event - 1, names, times)
                : "begun by " + event;
    }
}
