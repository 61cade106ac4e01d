package com.lehnz.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoLoaderTest {

    private record Received(String path, String key, int bytes, JsonNode body) {}

    private static final DemoShop SHOP = DemoShop.generate(7, Instant.parse("2026-03-14T10:15:30Z"));

    private final JsonMapper json = JsonMapper.shared();
    private final List<Received> received = new ArrayList<>();
    /** Statuses to answer with, before 202 takes over. */
    private final Deque<Integer> refusals = new ArrayDeque<>();

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsEverythingInSmallArraysWithTheRightKey() throws InterruptedException {
        List<String> progress = new ArrayList<>();

        DemoLoader.Progress note = (what, done, total) -> progress.add(what + " " + done + "/" + total);
        loader().loadCatalog(SHOP, note);
        loader().loadEvents(SHOP, note);

        assertThat(sent("/v1/ingest/items/upsert", "sk")).isEqualTo(SHOP.items().size());
        assertThat(sent("/v1/ingest/users/upsert", "sk")).isEqualTo(SHOP.users().size());
        assertThat(sent("/v1/ingest/events/ingest", "pk"))
                .isEqualTo(SHOP.events().size());
        assertThat(received).allSatisfy(request -> {
            assertThat(request.body().size()).isLessThanOrEqualTo(500);
            assertThat(request.bytes()).isLessThan(1_000_000);
        });
        assertThat(progress).startsWith("items 500/1008", "items 1000/1008", "items 1008/1008", "users 300/300");
        assertThat(progress).hasSameSizeAs(received);
    }

    @Test
    void triesAgainWhenTheServiceIsBusy() throws InterruptedException {
        refusals.addAll(List.of(503, 429));

        loader().loadCatalog(SHOP, (what, done, total) -> {});

        assertThat(sent("/v1/ingest/items/upsert", "sk")).isEqualTo(SHOP.items().size());
    }

    @Test
    void saysInOneSentenceWhatTheServiceRefused() {
        refusals.add(400);

        assertThatThrownBy(() -> loader().loadCatalog(SHOP, (what, done, total) -> {}))
                .isInstanceOf(DemoLoadException.class)
                .hasMessageStartingWith("Loading the demo stopped: http://")
                .hasMessageEndingWith("/v1/ingest/items/upsert answered 400 to items 1 to 500: item_id is missing");
    }

    @Test
    void saysWhenNobodyAnswers() {
        DemoLoader loader = loader();
        server.stop(0);

        assertThatThrownBy(() -> loader.loadCatalog(SHOP, (what, done, total) -> {}))
                .isInstanceOf(DemoLoadException.class)
                .hasMessageContaining("no answer from");
    }

    private DemoLoader loader() {
        return new DemoLoader(
                URI.create("http://localhost:" + server.getAddress().getPort() + "/"), "pk", "sk", json);
    }

    private int sent(String path, String key) {
        return received.stream()
                .filter(request -> request.path().equals(path) && request.key().equals(key))
                .mapToInt(request -> request.body().size())
                .sum();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Integer refusal = refusals.poll();
        if (refusal == null) {
            received.add(new Received(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("X-API-KEY"),
                    body.length,
                    json.readTree(body)));
        }
        byte[] answer = "{\"success\": false, \"message\": \"item_id is missing\"}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Retry-After", "0");
        exchange.sendResponseHeaders(refusal == null ? 202 : refusal, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
