package com.lehnz.reindex;

import static com.lehnz.reindex.ReindexedShop.ANEW;
import static com.lehnz.reindex.ReindexedShop.ITEMS;
import static com.lehnz.reindex.ReindexedShop.RESUME;
import static com.lehnz.reindex.ReindexedShop.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.lehnz.engine.Generation;
import com.lehnz.engine.GenerationSwitch;
import com.lehnz.engine.ItemFeatures;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.pipeline.Topic;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A new generation takes the place of the live one, and nobody notices. */
@LehnzTest
class ReindexIT {
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
    private Stored stored;

    @BeforeEach
    void open() {
        reindexed = ReindexedShop.open(shops, reindexer, generations);
        shop = reindexed.shop();
        stored = reindexed.stored();
    }

    @Test
    void whereNothingChangesDocumentsStayTheSame() {
        Shop other = shops.open();
        Map<String, JsonNode> documents = stored.items();
        assertThat(documents).hasSize(ITEMS + 1);

        reindexed.reindex();

        assertThat(reindexed.live().number()).isEqualTo(2);
        assertThat(stored.items()).isEqualTo(documents);
        assertThat(generations.live(other.org()).map(Generation::number).block())
                .as("another organization's generation")
                .isEqualTo(1);
    }

    @Test
    void whereNothingChangesAnswersStayTheSame() {
        List<JsonNode> before = answers();
        assertThat(before).isNotEmpty();

        reindexed.reindex();

        Awaitility.await().until(() -> generations.recentlyLive(shop.org()).block(), live -> live.number() == 2);
        assertThat(answers()).isEqualTo(before);
    }

    @Test
    void aTextThatAnotherRuleComposedIsEmbeddedAnew() {
        JsonNode before = shop.storedItem(id(7));
        float[] wrong = new float[256];
        wrong[0] = 1;
        stored.set(id(7), Map.of("text_hash", "of another rule", "vector", wrong));
        stored.wasComposedByAnEarlierRule(reindexed.live().name());

        reindexed.reindex();

        JsonNode after = shop.storedItem(id(7));
        assertThat(after.path("text_hash")).isEqualTo(before.path("text_hash"));
        for (int i = 0; i < wrong.length; i++) {
            assertThat(after.path("vector").get(i).floatValue())
                    .isCloseTo(before.path("vector").get(i).floatValue(), within(1e-3f));
        }
    }

    @Test
    void whatIsWrittenMeanwhileIsNotLost() {
        reindexed.build(ANEW, Progress.SILENT);
        shop.upsertItems(List.of(Shop.item(id(7), Map.of("price", 7000)), Shop.item("new", Map.of("name", "New"))));
        shop.track(List.of(Shop.event("bob", "purchase", id(8))));
        stored.weigh(id(9), ItemFeatures.BOUGHT_WITH, Map.of(id(8), 0.5));
        Map<String, JsonNode> documents = stored.items();

        reindexed.finish();

        assertThat(reindexed.live().number()).isEqualTo(2);
        assertThat(stored.items()).isEqualTo(documents);
        assertThat(shop.storedItem(id(7)).path("attributes").path("price").asInt())
                .isEqualTo(7000);
        assertThat(shop.storedItem(id(8)).has("popular_at")).isTrue();
    }

    @Test
    void upsertsGoOnWithoutAPauseAndTheLastOneCounts() {
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Integer> sender = CompletableFuture.supplyAsync(() -> {
            int price = 0;
            while (!stop.get()) {
                price++;
                int last = price;
                shop.post(
                                Shop.ITEMS,
                                shop.secretKey(),
                                IntStream.range(0, 20)
                                        .mapToObj(i -> Shop.item(id(i), Map.of("price", last)))
                                        .toList())
                        .expectStatus()
                        .isAccepted();
            }
            return price;
        });

        try {
            reindexed.reindex();
            reindexed.reindex();
        } finally {
            stop.set(true);
        }
        int price = sender.join();
        shop.upsertItems(List.of(Shop.item(id(30), Map.of("price", 1))));

        assertThat(reindexed.live().number()).isEqualTo(3);
        for (int i = 0; i < 20; i++) {
            assertThat(shop.storedItem(id(i)).path("attributes").path("price").asInt())
                    .as("price of " + id(i))
                    .isEqualTo(price);
        }
        assertThat(stored.items()).hasSize(ITEMS + 1);
    }

    @Test
    void anInterruptedReindexingGoesOnWhereItWas() {
        Map<String, JsonNode> documents = stored.items();
        List<Long> steps = new ArrayList<>();
        assertThatThrownBy(() -> reindexed.build(ANEW, (done, total) -> {
                    steps.add(done);
                    throw new IllegalStateException("pulled the plug");
                }))
                .hasMessageContaining("pulled the plug");
        assertThat(reindexed.live().number()).isEqualTo(1);

        List<Long> further = new ArrayList<>();
        reindexed.build(RESUME, (done, total) -> further.add(done));
        reindexed.finish();

        assertThat(stored.items()).isEqualTo(documents);
        assertThat(further.getLast()).as("carried over after the interruption").isLessThan(ITEMS);
        assertThat(reindexer.build(shop.org(), RESUME, Progress.SILENT).blockOptional())
                .as("what is left to resume")
                .isEmpty();
    }

    @Test
    void writesThatADeadProcessHeldBackGoOnAndItCannotSwapAnyMore() {
        reindexed.build(ANEW, Progress.SILENT);
        Generation from = reindexed.live();
        Generation into = generations.of(shop.org()).blockLast();
        switching.freeze(from, "dead").block();
        shop.post(Shop.ITEMS, shop.secretKey(), List.of(Shop.item(id(1), Map.of("price", 1234))))
                .expectStatus()
                .isAccepted();

        abandoned.thawAbandoned().block();

        shop.settle(Topic.ITEMS);
        assertThat(shop.storedItem(id(1)).path("attributes").path("price").asInt())
                .isEqualTo(1234);
        assertThatThrownBy(() -> switching
                        .swap(from, Objects.requireNonNull(into), "dead")
                        .block())
                .hasMessageContaining("dead");
        reindexed.finish();
        assertThat(shop.storedItem(id(1)).path("attributes").path("price").asInt())
                .isEqualTo(1234);
    }

    @Test
    void twoAtOnceAreRefused() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Disposable first = leases.hold(shop.org(), false, lease -> {
                    begun.countDown();
                    return Mono.never();
                })
                .subscribe();
        try {
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> reindexed.build(ANEW, Progress.SILENT))
                    .hasMessageContaining("being reindexed already");
            assertThatThrownBy(() -> reindexed.finish()).hasMessageContaining("being reindexed already");
        } finally {
            first.dispose();
        }
        Awaitility.await().untilAsserted(() -> reindexed.reindex());
        assertThat(reindexed.live().number()).isEqualTo(2);
    }

    /** What is not picked at random: that depends on the name of the index too. */
    private List<JsonNode> answers() {
        return List.of(
                        Map.of("strategy", "similar", "context_item_id", id(5), "limit", 50),
                        Map.of(
                                "strategy",
                                "similar",
                                "context_item_id",
                                id(6),
                                "filters",
                                Map.of("price", Map.of("lt", 99))),
                        Map.of("strategy", "personalized", "user_id", "ada", "limit", 50),
                        Map.of("strategy", "frequently-consumed-together", "context_item_id", id(1)),
                        Map.of("strategy", "popular"))
                .stream()
                .flatMap(request ->
                        shop.recommend(new HashMap<>(request)).path("results").valueStream())
                .filter(result -> !result.path("reason").asString().equals("A pick from the catalog"))
                .toList();
    }
}
