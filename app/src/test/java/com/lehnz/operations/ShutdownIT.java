package com.lehnz.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.pipeline.Topic;
import com.lehnz.pipeline.Topics;
import com.lehnz.testing.Engines;
import com.lehnz.testing.LehnzProcess;
import com.lehnz.testing.Service;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A node that is told to stop finishes what it has begun and leaves the rest to the others at once. */
class ShutdownIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int EVENTS = 6_000;
    private static final int AT_ONCE = 1_000;

    @Test
    void aRequestThatIsOnItsWayIsAnsweredAndNoNewOneIsTaken() throws Exception {
        Engines engines = TestEngines.shared();
        Service service = Service.start(engines, "lehnz.role=api");
        Awaitility.await().atMost(PATIENCE).until(service::isReady);
        Shop shop = service.openShop();
        URI uri = service.bean(Shops.class).uri();
        byte[] event = "{\"user_id\": \"ada\", \"event_name\": \"view\", \"item_id\": \"lamp\"}"
                .getBytes(StandardCharsets.UTF_8);
        try (Socket slow = new Socket(uri.getHost(), uri.getPort())) {
            OutputStream out = slow.getOutputStream();
            out.write(
                    ("POST /v1/ingest/events/ingest HTTP/1.1\r\nHost: localhost\r\nX-API-KEY: " + shop.publishableKey()
                                    + "\r\nContent-Type: application/json\r\nContent-Length: " + event.length
                                    + "\r\nExpect: 100-continue\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.US_ASCII));
            // The node has the request once it asks for the body.
            assertThat(in.readLine()).contains("100 Continue");
            Thread stopping = Thread.ofVirtual().start(service::close);
            Awaitility.await("no new connection").atMost(PATIENCE).until(() -> refuses(uri));
            out.write(event);

            assertThat(in.readLine()).isEmpty();
            assertThat(in.readLine()).contains("202");
            stopping.join();
        }
        try (Service next = Service.start(engines)) {
            next.serve(shop).settle(Topic.EVENTS);
            assertThat(new Stored(engines, shop.org()).events()).hasSize(1);
        }
    }

    @Test
    void aWorkerThatStopsInTheMiddleOfItsWorkLeavesTheRestToTheNextAtOnce() {
        Engines engines = TestEngines.killable();
        try (Service api = Service.start(engines, "lehnz.role=api");
                LehnzProcess first = LehnzProcess.worker(engines, "lehnz.kafka.batch-size=100")) {
            Shop shop = api.openShop();
            api.bean(Topics.class).ready().block();
            Stored stored = new Stored(engines, shop.org());
            for (int from = 0; from < EVENTS; from += AT_ONCE) {
                shop.post(Shop.EVENTS, shop.publishableKey(), events(from))
                        .expectStatus()
                        .isAccepted();
            }
            Awaitility.await("the first worker at work")
                    .atMost(PATIENCE)
                    .until(() -> !stored.events().isEmpty());
            Instant told = Instant.now();
            first.terminate();
            assertThat(first.exitStatus()).isEqualTo(143); // of a process that a signal ended, after its hooks
            assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(20));
            int before = stored.events().size();
            assertThat(before).as("stored by the first worker").isLessThan(EVENTS);

            Instant started = Instant.now();
            try (LehnzProcess second = LehnzProcess.worker(engines, "lehnz.kafka.batch-size=100")) {
                Awaitility.await("the second worker at work")
                        .atMost(PATIENCE)
                        .until(() -> stored.events().size() > before);
                // A consumer that did not say goodbye would be waited for: 45 seconds.
                assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(30));
                shop.settle(Topic.EVENTS);
            }
            assertThat(stored.events()).hasSize(EVENTS);
        }
    }

    private static List<Map<String, Object>> events(int from) {
        return IntStream.range(from, from + AT_ONCE)
                .mapToObj(number -> Map.<String, Object>of(
                        "event_id", "event-" + number,
                        "user_id", "user-" + number % 50,
                        "event_name", "view",
                        "item_id", "item-" + number % 20))
                .toList();
    }

    private static boolean refuses(URI uri) throws IOException {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }
}
