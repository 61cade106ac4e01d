package com.lehnz.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.profile.Session;
import com.lehnz.profile.Taste;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class VisitsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private final Visits visits = visits();

    private static Visits visits() {
        try (var context = new AnnotationConfigApplicationContext(Strategies.Found.class)) {
            return context.getBean(Visits.class);
        }
    }

    @Test
    void whatSomebodyIsAfterNowIsToldByAVisitOfTheLastDay() {
        assertThat(visits.current(after(Duration.ofMinutes(5), Duration.ofHours(3))))
                .hasValueSatisfying(visit -> assertThat(ago(visit)).hasMinutes(5));
        assertThat(visits.current(after(Duration.ofHours(23)))).isPresent();
        assertThat(visits.current(after(Duration.ofHours(25)))).isEmpty();
        assertThat(visits.current(after())).isEmpty();
    }

    @Test
    void takenUpAgainIsTheVisitBeforeTheOneThatGoesOn() {
        assertThat(interrupted(Duration.ofMinutes(5), Duration.ofDays(2)))
                .hasValueSatisfying(visit -> assertThat(ago(visit)).hasDays(2));
        assertThat(interrupted(Duration.ofMinutes(31), Duration.ofDays(2)))
                .hasValueSatisfying(visit -> assertThat(ago(visit)).hasMinutes(31));
        assertThat(interrupted(Duration.ofMinutes(5), Duration.ofDays(8)))
                .hasValueSatisfying(visit -> assertThat(ago(visit)).hasMinutes(5));
        assertThat(interrupted(Duration.ofDays(8))).isEmpty();
    }

    private Optional<Session> interrupted(Duration... ago) {
        return visits.interrupted(after(ago), WEEK, visit -> true);
    }

    private static Duration ago(Session visit) {
        return Duration.between(visit.endedAt(), NOW);
    }

    /** @param ago when each visit ended, the latest first */
    private static Context after(Duration... ago) {
        List<Session> sessions = Stream.of(ago)
                .map(NOW::minus)
                .map(at -> new Session(at, at, false, List.of(), null))
                .toList();
        Taste taste = new Taste(
                null, null, List.of(), null, List.of(), List.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of(),
                null, sessions);
        return new Context(NOW, 0, taste, Set.of(), List.of(), Map.of(), Map.of());
    }
}
