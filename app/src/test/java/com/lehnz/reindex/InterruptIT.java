package com.lehnz.reindex;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.Generation;
import com.lehnz.engine.GenerationSwitch;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.pipeline.Topic;
import com.lehnz.testing.LehnzProcess;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.TestEngines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A reindexing that ends before its time: by Ctrl-C, and by kill -9. */
@LehnzTest
class InterruptIT {
    /** So many that building takes longer than noticing that it has begun. */
    private static final int MORE_ITEMS = 4_000;

    @Autowired
    private Shops shops;

    @Autowired
    private Reindexer reindexer;

    @Autowired
    private ItemsGenerations generations;

    @Autowired
    private GenerationSwitch switching;

    @Autowired
    private AbandonedSwitches abandoned;

    @Autowired
    private ReindexLeases leases;

    private ReindexedShop reindexed;
    private Shop shop;

    @BeforeEach
    void open() {
        reindexed = ReindexedShop.open(shops, reindexer, generations);
        shop = reindexed.shop();
        for (int from = 0; from < MORE_ITEMS; from += 1_000) {
            shop.upsertItems(IntStream.range(from, from + 1_000)
                    .mapToObj(i -> Shop.item("more-" + i, Map.of("price", i)))
                    .toList());
        }
    }

    @Test
    void whoeverIsToldToStopLeavesTheLiveIndexAndWhatCanBeGoneOnWithAtOnce() {
        Map<String, JsonNode> documents = reindexed.stored().items();

        try (LehnzProcess reindex = begun()) {
            reindex.terminate();

            assertThat(reindex.exitStatus()).isNotZero();
            assertThat(reindex.printed()).last().asString().contains("--resume");
        }
        assertThat(reindexed.live().number()).isEqualTo(1);
        assertThat(leases.state(shop.org())
                        .map(state -> state.isFree(Instant.now()))
                        .block())
                .as("nobody has to wait for a lease")
                .isTrue();
        resume();
        assertThat(reindexed.stored().items()).isEqualTo(documents);
    }

    @Test
    void whoeverGoesOnWithTheWorkOfOneThatWasKilledLetsWritesThroughThatItHeldBack() {
        Map<String, JsonNode> documents = reindexed.stored().items();
        begun().close();
        Generation live = reindexed.live();
        Reindexing left = Objects.requireNonNull(leases.state(shop.org()).block());
        switching.freeze(live, Objects.requireNonNull(left.owner())).block();

        reindexed.build(ReindexedShop.RESUME, Progress.SILENT);

        shop.post(Shop.ITEMS, shop.secretKey(), List.of(Shop.item("late", Map.of("price", 1))))
                .expectStatus()
                .isAccepted();
        shop.settle(Topic.ITEMS);
        assertThat(switching.closed().any(live.name()::equals).block()).isFalse();
        reindexed.finish();
        assertThat(reindexed.stored().items()).hasSize(documents.size() + 1).containsAllEntriesOf(documents);
    }

    @Test
    void writesThatTheNextOneHoldsBackAreNotLetThroughBecauseOfOneThatWasKilled() {
        Generation live = reindexed.live();
        switching.freeze(live, "dead").block();

        leases.hold(
                        shop.org(),
                        false,
                        lease -> switching
                                .freeze(live, lease.token())
                                .then(abandoned.thawAbandoned())
                                .then(switching.closed().any(live.name()::equals)))
                .doOnNext(frozen -> assertThat(frozen).isTrue())
                .block();

        abandoned.thawAbandoned().block();
        assertThat(switching.closed().any(live.name()::equals).block()).isFalse();
    }

    private LehnzProcess begun() {
        LehnzProcess reindex = LehnzProcess.operate(
                TestEngines.shared(), "reindex", "--org", shop.org().value());
        Awaitility.await("a second generation")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> generations.of(shop.org()).count().block(), count -> count == 2);
        return reindex;
    }

    private void resume() {
        reindexed.build(ReindexedShop.RESUME, Progress.SILENT);
        reindexed.finish();
        assertThat(reindexed.live().number()).isEqualTo(2);
    }
}
