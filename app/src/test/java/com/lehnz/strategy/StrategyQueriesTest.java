package com.lehnz.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.catalog.ItemFacts;
import com.lehnz.engine.Search;
import com.lehnz.profile.Interest;
import com.lehnz.profile.LeftBehind;
import com.lehnz.profile.Session;
import com.lehnz.profile.Taste;
import com.lehnz.profile.WeightedItem;
import com.lehnz.query.Eligible;
import com.lehnz.query.Filter;
import com.lehnz.query.PlanComposer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each strategy asks of OpenSearch, to the letter: the file of its name in this package's resources. */
class StrategyQueriesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    /** Somebody who likes boots more than coffee, looked at coffee half an hour ago, and bought nothing. */
    private static final Taste TASTE = new Taste(
            "model",
            new float[] {0.8f, 0.6f},
            List.of(new Interest(new float[] {1, 0}, 0.75), new Interest(new float[] {0, 1}, 0.25)),
            new float[] {0, 1},
            List.of(new WeightedItem("bought", 10), new WeightedItem("carted", 4)),
            List.of("bought"),
            List.of("carted"),
            Map.of("Boots", 0.75),
            Map.of(),
            Map.of("Coffee", 1.0),
            Map.of("Boots", 80.0),
            60.0,
            List.of(new Session(
                    NOW.minus(Duration.ofMinutes(30)),
                    NOW.minus(Duration.ofMinutes(20)),
                    false,
                    List.of(new WeightedItem("viewed", 1), new WeightedItem("carted", 4)),
                    new LeftBehind(new float[] {0, 1}, Map.of("Coffee", 1.0), List.of("left")))));

    private static final Context CONTEXT = new Context(
            NOW,
            7,
            TASTE,
            Set.of("bought"),
            List.of("context"),
            Map.of("context", new ItemFacts("Leather boots", "Boots", null, null, new float[] {0.25f, 1})),
            Map.of("socks", 0.8));
    private static final Context NOTHING_KNOWN =
            new Context(NOW, CONTEXT.seed(), Taste.UNKNOWN, Set.of(), List.of(), Map.of(), Map.of());

    static Stream<Strategy> strategies() {
        return Strategies.all().stream();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aStrategyAsksWhatItsFileSays(Strategy strategy) throws IOException {
        Context context = read(strategy);
        Plan plan = strategy.plan(context).orElseThrow();
        Eligible eligible = new Eligible(
                        List.of(new Filter.AnyOf("brand", List.of("Acme"))), new TreeSet<>(strategy.excluded(context)))
                .and(plan.restrictions());
        Search search = new Search(
                PlanComposer.compose(plan.candidates(), plan.boosts(), eligible, 200),
                20,
                10,
                plan.diversity().isPresent());
        assertThat(JSON.readTree(search.toJson())).isEqualTo(golden(strategy.name()));
    }

    /** What the user is like and has bought is read for those that ask for it. */
    private static Context read(Strategy strategy) {
        return strategy.needs().contains(Need.TASTE)
                ? CONTEXT
                : new Context(
                        NOW,
                        CONTEXT.seed(),
                        Taste.UNKNOWN,
                        Set.of(),
                        CONTEXT.itemIds(),
                        CONTEXT.items(),
                        CONTEXT.categoryPairs());
    }

    /** Whoever needs something says so: a plan out of nothing is for those that need nothing, and for what is new. */
    @ParameterizedTest
    @MethodSource("strategies")
    void withoutSignalThereIsNoPlan(Strategy strategy) {
        assertThat(strategy.plan(NOTHING_KNOWN).isPresent())
                .isEqualTo(strategy.needs().isEmpty() || strategy instanceof FreshContentBoost);
        assertThat(strategy.excluded(NOTHING_KNOWN)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void theDocumentationShowsIt(Strategy strategy) throws IOException {
        String page = Files.readString(Path.of("../docs/strategies.md"));
        Matcher section = Pattern.compile(
                        "^## `" + strategy.name() + "`\n.*?^```json\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(page);

        assertThat(section.find()).as("a section of " + strategy.name()).isTrue();
        assertThat(JSON.readTree(section.group(1)))
                .isEqualTo(golden(strategy.name()).path("query"));
    }

    private static JsonNode golden(String name) throws IOException {
        try (InputStream file = StrategyQueriesTest.class.getResourceAsStream(name + ".json")) {
            assertThat(file).as("golden query of %s", name).isNotNull();
            return JSON.readTree(file);
        }
    }
}
