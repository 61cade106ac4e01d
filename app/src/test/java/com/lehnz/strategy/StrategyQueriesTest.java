package com.lehnz.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.catalog.ItemFacts;
import com.lehnz.engine.Search;
import com.lehnz.profile.HistoryItem;
import com.lehnz.profile.Interest;
import com.lehnz.profile.Taste;
import com.lehnz.query.Eligible;
import com.lehnz.query.Filter;
import com.lehnz.query.PlanComposer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each strategy asks of OpenSearch, to the letter: the file of its name in this package's resources. */
class StrategyQueriesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Taste TASTE = new Taste(
            "model",
            new float[] {0.5f, -0.5f},
            List.of(new Interest(new float[] {0.5f, -0.5f}, 1)),
            new float[] {0.5f, 0.5f},
            List.of(new HistoryItem("seen", 0.5, Instant.parse("2026-01-30T12:00:00Z"))),
            List.of("bought"),
            List.of("carted"),
            Map.of("Boots", 1.0),
            Map.of("Acme", 1.0),
            Map.of("Hats", 1.0),
            Map.of("Boots", 80.0),
            80.0,
            List.of());
    private static final Context CONTEXT = new Context(
            Instant.parse("2026-01-31T12:00:00Z"),
            7,
            1_000,
            TASTE,
            "context",
            new ItemFacts("Leather boots", "Boots", null, null, new float[] {0.25f, 1}));
    private static final Context NOTHING_KNOWN =
            new Context(CONTEXT.now(), CONTEXT.seed(), CONTEXT.depth(), Taste.UNKNOWN, null, null);

    static Stream<Strategy> strategies() {
        return Strategies.all().stream();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aStrategyAsksWhatItsFileSays(Strategy strategy) throws IOException {
        Plan plan = strategy.plan(CONTEXT).orElseThrow();
        Eligible eligible = new Eligible(
                        List.of(new Filter.AnyOf("brand", List.of("Acme"))), strategy.excluded(CONTEXT))
                .and(plan.restrictions());
        Search search = PlanComposer.compose(plan.candidates(), eligible, 20, 10, 1_000);

        assertThat(JSON.readTree(search.toRequest("items").toJsonString())).isEqualTo(golden(strategy.name()));
    }

    /** Whoever needs something says so: a plan out of nothing is for those that need nothing. */
    @ParameterizedTest
    @MethodSource("strategies")
    void withoutSignalThereIsNoPlan(Strategy strategy) {
        assertThat(strategy.plan(NOTHING_KNOWN).isPresent())
                .isEqualTo(strategy.needs().isEmpty());
        assertThat(strategy.excluded(NOTHING_KNOWN)).isEqualTo(Set.of());
    }

    private static JsonNode golden(String name) throws IOException {
        try (InputStream file = StrategyQueriesTest.class.getResourceAsStream(name + ".json")) {
            assertThat(file).as("golden query of %s", name).isNotNull();
            return JSON.readTree(file);
        }
    }
}
