package com.lehnz.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.pipeline.Topic;
import com.lehnz.testing.Engines;
import com.lehnz.testing.LehnzProcess;
import com.lehnz.testing.Service;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.test.util.TestSocketUtils;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

/**
 * Engines die under load and come back: whatever was confirmed arrives, once. How long they stay away can be set by
 * {@code -Dlehnz.test.outage=PT30S}, how often a node is killed by {@code -Dlehnz.test.kills=10}.
 */
class EngineFailureIT {
    private static final Logger log = LoggerFactory.getLogger(EngineFailureIT.class);
    private static final Duration OUTAGE = Duration.parse(System.getProperty("lehnz.test.outage", "PT5S"));
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int KILLS = Integer.getInteger("lehnz.test.kills", 1);

    private static final Engines engines = TestEngines.killable();
    private static Service service = Service.start(engines);

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void ingestionGoesOnWithoutOpenSearchAndNothingIsLostOrDoubled() {
        Shop shop = service.openShop();
        Traffic traffic = new Traffic(shop).open().start();
        await("traffic", () -> traffic.answered(202) > 20 && traffic.hasShown());

        engines.killOpenSearch();
        int before = traffic.answered(202);
        await("readiness to go down", () -> !service.isReady());
        duringOutage(() -> Unavailable.requireClear(recommend(shop)));
        assertThat(traffic.answered(503)).as("refused ingestion").isZero();
        assertThat(traffic.answered(202)).as("ingestion meanwhile").isGreaterThan(before + 20);
        engines.restartOpenSearch();

        requireRecovery(traffic, shop);
        requireAnswers(traffic);
    }

    @Test
    void withoutKafkaNothingIsConfirmedThatIsLostAndRecommendationsGoOn() {
        Shop shop = service.openShop();
        Traffic traffic = new Traffic(shop).open().start();
        await("traffic", () -> traffic.answered(202) > 20 && traffic.hasShown());

        engines.killKafka();
        await("readiness to go down", () -> !service.isReady());
        duringOutage(() -> assertThat(recommend(shop).getStatus().value()).isEqualTo(200));
        await("a refusal", () -> traffic.answered(503) > 0);
        engines.restartKafka();

        int before = traffic.answered(202);
        await("ingestion to go on", () -> traffic.answered(202) > before + 20);
        requireRecovery(traffic, shop);
        requireAnswers(traffic);
    }

    @Test
    void aNodeThatStopsAndStartsInTheMiddleOfABacklogDoublesNothing() {
        Shop shop = service.openShop();
        Traffic traffic = new Traffic(shop).open().start();
        await("traffic", () -> traffic.answered(202) > 20 && traffic.hasShown());
        engines.killOpenSearch();
        await("a backlog", () -> traffic.answered(202) > 200);
        traffic.stop();

        service.close();
        service = Service.start(engines, "lehnz.kafka.batch-size=20");
        assertThat(service.isReady()).as("ready without OpenSearch").isFalse();
        engines.restartOpenSearch();
        Stored stored = new Stored(engines, shop.org());
        await("some of the backlog", () -> !stored.events().isEmpty());
        long left = left(service.serve(shop));
        service.close();
        assertThat(left).as("backlog of the node that stops").isPositive();

        service = Service.start(engines);
        requireRecovery(traffic, service.serve(shop));
    }

    @Test
    void aWorkerThatIsKilledAgainAndAgainLosesAndDoublesNothing() {
        service.close();
        service = Service.start(engines, "lehnz.role=api");
        Shop shop = service.openShop();
        Stored stored = new Stored(engines, shop.org());
        Traffic traffic = new Traffic(shop);
        try (LehnzProcess worker = LehnzProcess.worker(engines, LehnzProcess.SOON_MISSED)) {
            traffic.open().start();
        }
        for (int kill = 0; kill < KILLS; kill++) {
            int before = stored.events().size();
            try (LehnzProcess worker = LehnzProcess.worker(engines, LehnzProcess.SOON_MISSED)) {
                await("the next worker to work", () -> stored.events().size() > before);
            }
        }
        traffic.stop();

        service.close();
        service = Service.start(engines);
        requireRecovery(traffic, service.serve(shop));
    }

    /** API and workers at once. What it answered last may have reached nobody, so that all of it is sent again. */
    @Test
    void aNodeThatIsKilledAgainAndAgainHasConfirmedNothingThatIsLostOrDoubled() {
        service.close();
        service = Service.start(engines, "lehnz.role=api");
        int port = TestSocketUtils.findAvailableTcpPort();
        Shop shop = service.openShop().at(port);
        Traffic traffic = new Traffic(shop);
        int unanswered = 0;
        for (int kill = 0; kill <= KILLS; kill++) {
            int before = traffic.answered(202);
            try (LehnzProcess node = LehnzProcess.serve(engines, port, LehnzProcess.SOON_MISSED)) {
                if (kill == 0) {
                    traffic.open().start();
                    unanswered = traffic.answered(0);
                }
                await("traffic", () -> traffic.answered(202) > before + 50 && traffic.hasShown());
                if (kill == KILLS) {
                    traffic.stop();
                }
            }
        }
        assertThat(traffic.answered(0)).as("requests without an answer").isGreaterThan(unanswered);

        service.close();
        service = Service.start(engines);
        requireRecovery(traffic, service.serve(shop));
    }

    /** All by itself: nobody does anything but wait. */
    private static void requireRecovery(Traffic traffic, Shop shop) {
        long start = System.nanoTime();
        await("readiness", service::isReady);
        log.info("ready {} ms after the restart", (System.nanoTime() - start) / 1_000_000);
        traffic.stop();
        shop.settle(Topic.ITEMS);
        shop.settle(Topic.USERS);
        shop.settle(Topic.EVENTS);
        log.info(
                "worked through {} ms after the restart: {} events, {} confirmed and {} refused requests",
                (System.nanoTime() - start) / 1_000_000,
                traffic.acceptedEvents().size(),
                traffic.answered(202),
                traffic.answered(503));
        Reference.requireExactlyOnce(traffic, new Stored(engines, shop.org()));
        assertThat(shop.recommendedItems(Map.of("strategy", "popular", "limit", 3)))
                .hasSize(3);
    }

    /** Whatever is away, each request gets an answer. */
    private static void requireAnswers(Traffic traffic) {
        assertThat(traffic.answered(0)).as("requests without an answer").isZero();
    }

    /** Looks again and again for as long as the engine is to be away, and never waits long for an answer. */
    private static void duringOutage(Runnable expectation) {
        Awaitility.await().during(OUTAGE).atMost(OUTAGE.plus(PATIENCE)).untilAsserted(() -> {
            long start = System.nanoTime();
            expectation.run();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
        });
    }

    private static EntityExchangeResult<byte[]> recommend(Shop shop) {
        return shop.post("/v1/recommend", shop.publishableKey(), Map.of("strategy", "popular", "limit", 3))
                .expectBody()
                .returnResult();
    }

    private static long left(Shop shop) {
        Long left = shop.backlog().of(Topic.EVENTS).block();
        return left == null ? 0 : left;
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(PATIENCE).until(condition);
    }
}
