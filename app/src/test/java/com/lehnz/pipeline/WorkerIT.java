package com.lehnz.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.OrgId;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What fails for a moment is not set aside. */
@LehnzTest
class WorkerIT {
    @Autowired
    private Shops shops;

    @Autowired
    private Topics topics;

    @Autowired
    private DeadLetters deadLetters;

    @Autowired
    private PipelineProperties properties;

    @Autowired
    private JsonMapper json;

    @Autowired
    private MeterRegistry meters;

    @Test
    void anErrorThatNobodyExpectedIsTriedAgainBeforeARecordIsSetAside() {
        Shop shop = shops.open();
        shop.upsertUsers(List.of(Map.of("user_id", "ada"), Map.of("user_id", "bob"), Map.of("user_id", "eve")));
        Flaky flaky = new Flaky(shop.org());

        var worker = worker(flaky);
        worker.start(Objects.requireNonNull(topics.idOf(Topic.USERS).block()));
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(flaky.handled).containsExactlyInAnyOrder("ada", "bob", "eve"));
        } finally {
            worker.stop().block();
        }
        assertThat(new DeadLetterFile(properties).waiting())
                .noneMatch(letter -> letter.key() != null && letter.key().startsWith(shop.org() + ":"));
    }

    /** A worker that stayed in its group would keep partitions, and nobody would work them through. */
    @Test
    void aWorkerThatIsStoppedBeforeItHasStartedLeavesTheQueueToOthers() {
        Shop shop = shops.open();
        List<String> userIds =
                IntStream.range(0, 30).mapToObj(user -> "user " + user).toList();
        shop.upsertUsers(userIds.stream().map(user -> Map.of("user_id", user)).toList());
        Flaky handler = new Flaky(shop.org());
        Uuid topic = Objects.requireNonNull(topics.idOf(Topic.USERS).block());

        var stopped = worker(handler);
        stopped.stop().block();
        stopped.start(topic);
        var other = worker(handler);
        other.start(topic);
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(handler.handled).containsAll(userIds));
        } finally {
            other.stop().block();
        }
    }

    /** Small batches cost more for each record, and those behind them wait for all. */
    @Test
    void whatComesInWhileABatchIsInTheWorksIsTheNextBatch() {
        Shop shop = shops.open();
        Slow slow = new Slow(shop.org());
        var worker = worker(slow);
        worker.start(Objects.requireNonNull(topics.idOf(Topic.USERS).block()));
        try {
            shop.upsertUsers(List.of(Map.of("user_id", "first")));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(slow.batches).containsExactly(1));
            for (int user = 0; user < 30; user++) {
                shop.upsertUsers(List.of(Map.of("user_id", "user " + user)));
            }
            slow.first.tryEmitEmpty();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> slow.batches.stream().mapToInt(size -> size).sum() == 31);
            // Two where the machine is so busy that a fetch takes longer than the consumer waits for it.
            assertThat(slow.batches).hasSizeLessThanOrEqualTo(3);
        } finally {
            worker.stop().block();
        }
    }

    private Worker<JsonNode> worker(RecordHandler<JsonNode> handler) {
        return new Worker<>(handler, deadLetters, (org, settled) -> Mono.empty(), properties, json, meters);
    }

    /** Reads all shops' records in a group of its own, and lets others' pass. */
    private abstract static class OfOneShop implements RecordHandler<JsonNode> {
        private final OrgId org;

        private OfOneShop(OrgId org) {
            this.org = org;
        }

        abstract Mono<List<Rejected<JsonNode>>> handle(List<Received<JsonNode>> records);

        @Override
        public final Mono<List<Rejected<JsonNode>>> handle(OrgId owner, List<Received<JsonNode>> records) {
            return owner.equals(org) ? handle(records) : Mono.just(List.of());
        }

        @Override
        public Topic topic() {
            return Topic.USERS;
        }

        @Override
        public Class<JsonNode> type() {
            return JsonNode.class;
        }

        @Override
        public String group() {
            return "test-" + org;
        }
    }

    /** Fails three times, whatever it is given. */
    private static final class Flaky extends OfOneShop {
        private final AtomicInteger failures = new AtomicInteger(3);
        private final Set<String> handled = ConcurrentHashMap.newKeySet();

        private Flaky(OrgId org) {
            super(org);
        }

        @Override
        Mono<List<Rejected<JsonNode>>> handle(List<Received<JsonNode>> records) {
            if (failures.getAndDecrement() > 0) {
                return Mono.error(new IllegalStateException("not now"));
            }
            records.forEach(record -> handled.add(record.body().path("user_id").asString()));
            return Mono.just(List.of());
        }
    }

    /** Takes its time for the first batch. */
    private static final class Slow extends OfOneShop {
        private final Sinks.Empty<Void> first = Sinks.empty();
        private final List<Integer> batches = new CopyOnWriteArrayList<>();

        private Slow(OrgId org) {
            super(org);
        }

        @Override
        Mono<List<Rejected<JsonNode>>> handle(List<Received<JsonNode>> records) {
            batches.add(records.size());
            return first.asMono().thenReturn(List.of());
        }
    }
}
