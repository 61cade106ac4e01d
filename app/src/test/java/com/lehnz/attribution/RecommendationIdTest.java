package com.lehnz.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecommendationIdTest {
    private static final Instant MOMENT = Instant.parse("2026-01-31T23:59:59.999Z");

    @Test
    void anIdTellsWhenItWasMade() {
        RecommendationId id = RecommendationId.at(MOMENT);

        assertThat(id.moment()).isEqualTo(MOMENT);
        assertThat(id.uuid().version()).isEqualTo(7);
        assertThat(RecommendationId.find(id.toString())).contains(id);
        assertThat(RecommendationId.at(MOMENT)).isNotEqualTo(id);
    }

    @Test
    void theExampleOfTheStandardIsRead() {
        // RFC 9562, appendix A.6.
        assertThat(RecommendationId.find("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"))
                .map(RecommendationId::moment)
                .contains(Instant.parse("2022-02-22T19:22:22Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rec-1",
                "1-1-7111-8111-1",
                "550e8400-e29b-41d4-a716-446655440000",
                "017f22e2-79b0-7cc3-18c4-dc0c0c07398f",
                "017f22e2-79b0-7cc3-98c4-dc0c0c07398x",
                "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0"
            })
    void whatWeCannotHaveMadeIsNoId(String text) {
        assertThat(RecommendationId.find(text)).isEmpty();
    }

    @Test
    void randomIdsOfOthersAreNoIds() {
        assertThat(RecommendationId.find(UUID.randomUUID().toString())).isEmpty();
    }
}
