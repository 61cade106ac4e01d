package com.lehnz.evaluation.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
    private static Interaction on(int day, String user, String item) {
        return new Interaction(user, true, item, null, Instant.parse("2026-01-0%dT00:00:00Z".formatted(day)));
    }

    private static final List<Interaction> LOG =
            List.of(on(1, "ada", "a"), on(2, "bob", "a"), on(3, "ada", "b"), on(4, "bob", "b"), on(5, "ada", "c"));

    @Test
    void theMomentItselfBelongsToTheTest() {
        Split.Parts parts = Split.parse("2026-01-03").apply(LOG);

        assertThat(parts.training()).isEqualTo(LOG.subList(0, 2));
        assertThat(parts.test()).isEqualTo(LOG.subList(2, 5));
    }

    @Test
    void aShareIsTakenOfEachUsersOldest() {
        Split.Parts parts = Split.parse("66%").apply(LOG);

        assertThat(parts.training()).containsExactly(LOG.get(0), LOG.get(1), LOG.get(2));
        assertThat(parts.test()).containsExactly(LOG.get(3), LOG.get(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "0%", "100%", "80", "x%", "2026-13-01"})
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.parse(text))
                .withMessageContaining("'" + text + "'");
    }
}
