package com.lehnz.evaluation.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiTest {
    private record Answer(int status, Map<String, String> headers, String body) {}

    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<Long> askedAt = new ArrayList<>();
    private HttpServer server;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            askedAt.add(System.nanoTime());
            Answer answer = answers.remove();
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        api = new Api(new Settings(
                URI.create("http://localhost:" + server.getAddress().getPort()),
                "lehnz_pk_x",
                "lehnz_sk_x",
                "metrics"));
    }

    @AfterEach
    void stop() {
        api.close();
        server.stop(0);
    }

    @Test
    void whoIsToldToWaitWaitsThatLong() {
        answers.add(new Answer(429, Map.of("Retry-After", "2"), "{}"));
        answers.add(new Answer(200, Map.of(), "{\"success\": true}"));

        assertThat(api.post("/v1/recommend", Map.of()).path("success").asBoolean())
                .isTrue();
        assertThat(Duration.ofNanos(askedAt.getLast() - askedAt.getFirst()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aRefusalIsToldInTheServicesWords() {
        answers.add(new Answer(422, Map.of(), "{\"message\": \"Unknown strategy 'x'\"}"));

        assertThatThrownBy(() -> api.post("/v1/recommend", Map.of()))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("422")
                .hasMessageContaining("Unknown strategy 'x'");
    }

    @Test
    void thePipelineIsThroughWhenItsMetricsSaySo() {
        answers.add(new Answer(200, Map.of(), metrics(3, 7)));
        answers.add(new Answer(200, Map.of(), metrics(3, 7)));
        answers.add(new Answer(200, Map.of(), metrics(0, 10)));

        new Pipeline(api, "lehnz.events").await(10);

        assertThat(answers).isEmpty();
    }

    @Test
    void aServiceThatStillHasWorkIsWaitedFor() {
        answers.add(new Answer(200, Map.of(), metrics(3, 7)));
        answers.add(new Answer(200, Map.of(), metrics(3, 7)));
        answers.add(new Answer(200, Map.of(), metrics(0, 10)));
        answers.add(new Answer(200, Map.of(), metrics(0, 10)));

        assertThat(new Pipeline(api, "lehnz.events").doneWhenIdle()).isEqualTo(10);
    }

    private static String metrics(int backlog, int done) {
        return """
                # TYPE lehnz_pipeline_backlog gauge
                lehnz_pipeline_backlog{topic="lehnz.events"} %d.0
                lehnz_pipeline_backlog{topic="lehnz.items"} 99.0
                lehnz_pipeline_lag_seconds_count{topic="lehnz.events"} %d
                lehnz_pipeline_lag_seconds_count{topic="lehnz.items"} 1000
                """.formatted(backlog, done);
    }
}
