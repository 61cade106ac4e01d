package com.lehnz.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final Duration GAP = Duration.ofMinutes(30);
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    /** The definition itself: without a session's id, an interaction goes where the one before it goes that is not too long ago. */
    @Test
    void visitsAreWhatTheDefinitionSays() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            List<Interaction> newestFirst = interactions(random, 1 + random.nextInt(12));
            List<List<Interaction>> visits = Sessions.of(newestFirst, GAP);

            Set<Set<String>> together = visits.stream().map(SessionsTest::ids).collect(Collectors.toSet());
            Set<Set<String>> expected = newestFirst.stream()
                    .map(one -> newestFirst.stream()
                            .filter(other -> visit(one, newestFirst).equals(visit(other, newestFirst)))
                            .map(Interaction::eventId)
                            .collect(Collectors.toSet()))
                    .collect(Collectors.toSet());
            assertThat(together).isEqualTo(expected);
            assertThat(visits)
                    .isSortedAccordingTo(Comparator.comparing((List<Interaction> visit) ->
                                    visit.getFirst().at())
                            .reversed());
        }
    }

    /** The name of its session, or of the interaction that began it. */
    private static String visit(Interaction one, List<Interaction> all) {
        return one.sessionId() != null
                ? "session " + one.sessionId()
                : all.stream()
                        .filter(other -> other.at().isBefore(one.at()))
                        .max(Comparator.comparing(Interaction::at))
                        .filter(before ->
                                Duration.between(before.at(), one.at()).compareTo(GAP) <= 0)
                        .map(before -> visit(before, all))
                        .orElse("begun by " + one.eventId());
    }

    private static List<Interaction> interactions(Random random, int count) {
        List<Interaction> interactions = new ArrayList<>();
        Set<Integer> minutes = new HashSet<>();
        for (int i = 0; i < count; i++) {
            int minute = random.nextInt(200);
            if (minutes.add(minute)) {
                String session = random.nextInt(4) == 0 ? "s" + random.nextInt(2) : null;
                interactions.add(
                        new Interaction("e" + i, "item", "view", session, 1, START.plus(Duration.ofMinutes(minute))));
            }
        }
        interactions.sort(Comparator.comparing(Interaction::at).reversed());
        return interactions;
    }

    private static Set<String> ids(List<Interaction> visit) {
        return visit.stream().map(Interaction::eventId).collect(Collectors.toSet());
    }
}
