package com.lehnz.reindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lehnz.engine.Generation;
import com.lehnz.engine.GenerationSwitch;
import com.lehnz.engine.ItemFeatures;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.pipeline.Topic;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
    private static final int ITEMS = 450;
    private static final Order ANEW = new Order.Anew(null, Missing.DELETE, false);
    private static final Order RESUME = new Order.Resume(null);

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

    private Shop shop;
    private Stored stored;

    @BeforeEach
    void open() {
        shop = shops.open();
        stored = new Stored(TestEngines.shared(), shop.org());
        shop.upsertItems(IntStream.range(0, ITEMS)
                .mapToObj(i -> Shop.item(
                        id(i),
                        Map.of(
                                "name",
                                "Thing number %d of %d".formatted(i % 40, i),
                                "category",
                                "Category " + i % 5,
                                "price",
                                i)))
                .toList());
        shop.track(List.of(
                Shop.event("ada", "purchase", id(1)),
                Shop.event("ada", "click", id(2)),
                Shop.event("ada", "click", "not loaded yet")));
        stored.weigh(id(3), ItemFeatures.CONSUMED_WITH, Map.of(id(1), 0.5));
    }

    @Test
    void whereNothingChangesAnswersAndDocumentsStayTheSame() {
        Shop other = shops.open();
        List<JsonNode> before = answers();
        Map<String, JsonNode> documents = stored.items();

        reindex();

        assertThat(live().number()).isEqualTo(2);
        assertThat(stored.items()).isEqualTo(documents);
        assertThat(answers()).isEqualTo(before);
        assertThat(generations.live(other.org()).map(Generation::number).block())
                .as("another organization's generation")
                .isEqualTo(1);
    }

    @Test
    void whatIsWrittenMeanwhileIsNotLost() {
        build(ANEW, Progress.SILENT);
        shop.upsertItems(List.of(Shop.item(id(7), Map.of("price", 7000)), Shop.item("new", Map.of("name", "New"))));
        shop.track(List.of(Shop.event("bob", "purchase", id(8))));
        stored.weigh(id(9), ItemFeatures.BOUGHT_WITH, Map.of(id(8), 0.5));
        Map<String, JsonNode> documents = stored.items();

        finish();

        assertThat(live().number()).isEqualTo(2);
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

        reindex();
        reindex();
        stop.set(true);
        int price = sender.join();
        shop.upsertItems(List.of(Shop.item(id(30), Map.of("price", 1))));

        assertThat(live().number()).isEqualTo(3);
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
        assertThatThrownBy(() -> build(ANEW, (done, total) -> {
                    steps.add(done);
                    throw new IllegalStateException("pulled the plug");
                }))
                .hasMessageContaining("pulled the plug");
        assertThat(live().number()).isEqualTo(1);

        List<Long> further = new ArrayList<>();
        build(RESUME, (done, total) -> further.add(done));
        finish();

        assertThat(stored.items()).isEqualTo(documents);
        assertThat(further.getLast()).as("carried over after the interruption").isLessThan(ITEMS);
        assertThat(reindexer.build(shop.org(), RESUME, Progress.SILENT).blockOptional())
                .as("what is left to resume")
                .isEmpty();
    }

    @Test
    void writesThatADeadProcessHeldBackGoOnAndItCannotSwapAnyMore() {
        build(ANEW, Progress.SILENT);
        Generation from = live();
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
        finish();
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
        begun.await();

        assertThatThrownBy(() -> build(ANEW, Progress.SILENT)).hasMessageContaining("being reindexed already");
        assertThatThrownBy(() -> finish()).hasMessageContaining("being reindexed already");

        first.dispose();
        Awaitility.await().untilAsserted(() -> reindex());
        assertThat(live().number()).isEqualTo(2);
    }

    @Test
    void goingBackKeepsWhatCameSince() {
        reindex();
        shop.upsertItems(List.of(Shop.item(id(7), Map.of("price", 7000)), Shop.item("new", Map.of("name", "New"))));
        shop.track(List.of(Shop.event("bob", "purchase", id(8))));
        Map<String, JsonNode> documents = stored.items();

        build(new Order.Back(), Progress.SILENT);
        finish();

        assertThat(live().number()).isEqualTo(1);
        assertThat(stored.items()).isEqualTo(documents);
        shop.upsertItems(List.of(Shop.item(id(7), Map.of("price", 7001))));

        build(new Order.Back(), Progress.SILENT);
        finish();

        assertThat(live().number()).isEqualTo(2);
        assertThat(shop.storedItem(id(7)).path("attributes").path("price").asInt())
                .isEqualTo(7001);
    }

    @Test
    void asManyOlderGenerationsAreKeptAsWanted() {
        reindex();
        reindex();
        assertThat(numbers()).as("one is kept").containsExactly(2, 3);

        build(ANEW, Progress.SILENT);
        reindexer.finish(shop.org(), 0, Progress.SILENT).block();

        assertThat(numbers()).as("none is kept").containsExactly(4);
        assertThatThrownBy(() -> build(new Order.Back(), Progress.SILENT)).hasMessageContaining("no older generation");
        assertThat(shop.recommendedItems(Map.of("strategy", "similar", "context_item_id", id(5))))
                .isNotEmpty();
    }

    @Test
    void whatIsHalfBuiltGivesWayToWhatIsBegunAnew() {
        assertThatThrownBy(() -> build(ANEW, (done, total) -> {
                    throw new IllegalStateException("pulled the plug");
                }))
                .hasMessageContaining("pulled the plug");

        reindex();

        assertThat(numbers()).hasSize(2);
        assertThat(stored.items()).hasSize(ITEMS + 1);
    }

    private void reindex() {
        build(ANEW, Progress.SILENT);
        finish();
    }

    private void build(Order order, Progress progress) {
        reindexer.build(shop.org(), order, progress).block();
    }

    private void finish() {
        reindexer.finish(shop.org(), 1, Progress.SILENT).block();
    }

    private Generation live() {
        return Objects.requireNonNull(generations.live(shop.org()).block());
    }

    private List<Integer> numbers() {
        return Objects.requireNonNull(
                generations.of(shop.org()).map(Generation::number).collectList().block());
    }

    private static String id(int i) {
        return "item-%04d".formatted(i);
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
