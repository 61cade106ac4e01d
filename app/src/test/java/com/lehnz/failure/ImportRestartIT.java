package com.lehnz.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.accounts.Role;
import com.lehnz.pipeline.Topic;
import com.lehnz.pipeline.Topics;
import com.lehnz.testing.Engines;
import com.lehnz.testing.LehnzProcess;
import com.lehnz.testing.Office;
import com.lehnz.testing.Service;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Nodes die in the middle of an import, and others go on: every row arrives once and is counted once. */
class ImportRestartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String SIGNING_KEY = "lehnz.accounts.signing-key=" + "A".repeat(43) + "=";
    private static final int ITEMS = 3_000;
    private static final int KILLS = 2;
    private static final JsonMapper JSON = new JsonMapper();

    /** Where no other test's node works through the queues. */
    private final Engines engines = TestEngines.killable();

    @Test
    void workersAreKilledAgainAndAgain() {
        String items = IntStream.range(0, ITEMS)
                .mapToObj(i -> "item-%d,product,active,Canvas backpack number %d".formatted(i, i))
                .collect(Collectors.joining("\n", "item_id,item_type,status,name\n", "\n"));
        try (Service api = Service.start(engines, "lehnz.role=api")) {
            api.bean(Topics.class).ready().block();
            Office office = api.bean(Shops.class).register();
            Shop shop = api.bean(Shops.class).open(office);
            String id = upload(office, "/upload/items", items);
            assertThat(find(office, id).path("status").asString()).isEqualTo("queued");

            for (int kill = 1; kill <= KILLS; kill++) {
                int enough = ITEMS * kill / (KILLS + 1);
                try (LehnzProcess worker = LehnzProcess.worker(engines, LehnzProcess.SOON_MISSED)) {
                    await("rows to be applied", () -> applied(office, id) >= enough);
                }
                assertThat(find(office, id).path("status").asString()).isEqualTo("processing");
            }
            try (LehnzProcess worker = LehnzProcess.worker(engines, LehnzProcess.SOON_MISSED)) {
                await("the import to be live", () -> find(office, id).has("live_at"));
            }

            JsonNode done = find(office, id);
            assertThat(done.path("applied").asInt()).isEqualTo(ITEMS);
            assertThat(done.path("failed").asInt()).isZero();
            assertThat(new Stored(engines, shop.org()).items()).hasSize(ITEMS);
        }
    }

    @Test
    void aNodeThatGoesDownBeforeItHasConfirmedLeavesNothingTwice() {
        int count = 20_000;
        String events = IntStream.range(0, count)
                .mapToObj(i ->
                        "{\"user_id\": \"u-%d\", \"event_name\": \"view\", \"timestamp\": \"2026-05-01T10:00:00Z\"}"
                                .formatted(i % 50))
                .collect(Collectors.joining("\n"));
        try (Service other = Service.start(engines, SIGNING_KEY)) {
            Office office;
            Shop shop;
            CompletableFuture<Void> first;
            try (Service dying = Service.start(engines, SIGNING_KEY, "lehnz.role=api")) {
                office = dying.bean(Shops.class).register();
                Office uploading = office;
                shop = other.bean(Shops.class).open(office);
                first = CompletableFuture.runAsync(() -> uploading.upload(
                        Role.OWNER, "/upload/events", "log.jsonl", events.getBytes(StandardCharsets.UTF_8)));
                await(
                        "its first rows",
                        () -> !new Stored(engines, shop.org()).users().isEmpty());
            }
            first.handle((answered, failed) -> "either").join();

            Office there = other.bean(Shops.class).visit(office);
            String id = upload(there, "/upload/events", events);
            await("the second import to be live", () -> find(there, id).has("live_at"));
            shop.settle(Topic.EVENTS);

            assertThat(find(there, id).path("applied").asInt()).isEqualTo(count);
            assertThat(new Stored(engines, shop.org()).events()).hasSize(count);
        }
    }

    private static String upload(Office office, String path, String content) {
        byte[] body = office.upload(Role.OWNER, path, "file", content.getBytes(StandardCharsets.UTF_8))
                .expectStatus()
                .isAccepted()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return JSON.readTree(Objects.requireNonNull(body)).at("/data/import_id").asString();
    }

    private static JsonNode find(Office office, String id) {
        return office.data(office.as(Role.OWNER, HttpMethod.GET, "/imports/" + id, null));
    }

    private static int applied(Office office, String id) {
        return find(office, id).path("applied").asInt();
    }

    private static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(condition);
    }
}
