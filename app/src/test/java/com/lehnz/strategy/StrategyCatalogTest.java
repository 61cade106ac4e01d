package com.lehnz.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StrategyCatalogTest {

    @Test
    void everyChainEndsWithWhateverIsEligible() {
        List<Strategy> strategies = Strategies.all();
        StrategyCatalog catalog = new StrategyCatalog(strategies);

        assertThat(strategies).isNotEmpty();
        for (Strategy strategy : strategies) {
            assertThat(catalog.chain(strategy)).startsWith(strategy).doesNotHaveDuplicates();
            assertThat(catalog.chain(strategy).getLast()).isInstanceOf(Shuffle.class);
        }
    }

    @Test
    void theDocumentedOnesCanBeRequestedAndTheirStandInsCannot() {
        StrategyCatalog catalog = new StrategyCatalog(Strategies.all());

        assertThat(catalog.names())
                .containsExactlyInAnyOrder(
                        "personalized",
                        "similar",
                        "frequently-bought-together",
                        "frequently-consumed-together",
                        "session_based",
                        "session-resumption",
                        "abandonment-recovery",
                        "serendipity",
                        "trending",
                        "popular",
                        "cold-start-booster",
                        "fresh-content-boost",
                        "affinity-shift",
                        "vibe-check");
        for (String other :
                List.of("random", "category-popular", "basket", "cart", "price_optimized", "related", "?")) {
            assertThat(catalog.find(other)).isEmpty();
        }
    }

    @Test
    void aFallbackThatIsMissingIsAnError() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new StrategyCatalog(List.of(new Named("a", "b"))))
                .withMessage("there is no strategy b");
    }

    @Test
    void aCircleIsAnError() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new StrategyCatalog(List.of(new Named("a", "b"), new Named("b", "a"))))
                .withMessageContaining("falls back in a circle");
    }

    private record Named(String name, @Nullable String next) implements Strategy {
        @Override
        public Set<Need> needs() {
            return Set.of();
        }

        @Override
        public Optional<String> fallback() {
            return Optional.ofNullable(next);
        }

        @Override
        public Optional<Plan> plan(Context context) {
            return Optional.empty();
        }
    }
}
