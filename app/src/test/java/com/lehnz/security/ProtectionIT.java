package com.lehnz.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.accounts.Role;
import com.lehnz.testing.Office;
import com.lehnz.testing.Service;
import com.lehnz.testing.Shops;
import com.lehnz.testing.TestEngines;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** What is done against those who guess, listen or look around. */
@ExtendWith(OutputCaptureExtension.class)
class ProtectionIT {
    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.start(
                TestEngines.shared(),
                "lehnz.role=api",
                "logging.level.com.lehnz=trace",
                "lehnz.metrics.token=let me see",
                "lehnz.limits.sign-in=1000000",
                "lehnz.limits.body-pause=1s",
                "lehnz.limits.trusted-proxies=127.0.0.0/8,10.0.0.0/8");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void whoBeginsABodyAndSaysNoMoreIsCutOff() throws IOException {
        try (Socket socket =
                new Socket("localhost", service.bean(Shops.class).uri().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("""
                    POST /v1/recommend HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: 100\r
                    \r
                    {"strategy":""".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();

            socket.getInputStream().readAllBytes(); // Ends when the connection does.
        }
    }

    private static WebTestClient client() {
        return service.bean(Shops.class).client();
    }

    private static ResponseSpec login(String email, String password, String forwardedFor) {
        return client().post()
                .uri("/auth/login")
                .header("X-Forwarded-For", forwardedFor)
                .header("Content-Type", "application/json")
                .bodyValue("{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password))
                .exchange();
    }

    @Test
    void anUnknownAddressIsRefusedNoFasterThanAWrongPassword() {
        Office office = service.bean(Shops.class).register();
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            known.add(timed(office.email(Role.OWNER)));
            unknown.add(timed(UUID.randomUUID() + "@example.com"));
        }
        double ratio = (double) median(known) / median(unknown);
        org.slf4j.LoggerFactory.getLogger(ProtectionIT.class)
                .info(
                        "login: known address {} ms, unknown {} ms",
                        median(known) / 1_000_000.0,
                        median(unknown) / 1_000_000.0);
        assertThat(ratio).isBetween(0.7, 1.4);
    }

    private static long timed(String email) {
        long start = System.nanoTime();
        login(email, "not the password", "203.0.113.77").expectStatus().isUnauthorized();
        return System.nanoTime() - start;
    }

    private static long median(List<Long> times) {
        Collections.sort(times);
        return times.get(times.size() / 2);
    }

    @Test
    void noSecretReachesTheLog(CapturedOutput output) {
        Office office = service.bean(Shops.class).register();
        JsonNode pair = office.keyPair();
        String refresh = office.data(office.login(office.email(Role.OWNER), Office.PASSWORD))
                .path("refresh_token")
                .asString();
        String token = office.token(Role.OWNER);
        client().post()
                .uri("/v1/recommend")
                .header("X-API-KEY", pair.path(0).path("key").asString())
                .exchange();
        login(office.email(Role.OWNER), "wrong but secret", "203.0.113.1");
        office.send(null, HttpMethod.POST, "/auth/refresh", Map.of("refresh_token", refresh));
        office.send(null, HttpMethod.POST, "/auth/refresh", Map.of("refresh_token", refresh));

        assertThat(output.getAll())
                .contains("a refresh token came twice")
                .doesNotContain(
                        Office.PASSWORD,
                        "wrong but secret",
                        token,
                        refresh,
                        pair.path(0).path("key").asString(),
                        pair.path(1).path("key").asString());
    }

    @Test
    void metricsAreForWhoRunsTheServiceAndHealthSaysOneWord() {
        client().get().uri("/actuator/prometheus").exchange().expectStatus().isUnauthorized();
        client().get()
                .uri("/actuator/prometheus")
                .header("Authorization", "Bearer let me see")
                .exchange()
                .expectStatus()
                .isOk();
        for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
            client().get()
                    .uri(path)
                    .exchange()
                    .expectBody(String.class)
                    .value(body -> assertThat(body).doesNotContain("components", "details", "opensearch", "kafka"));
        }
        for (String path : List.of("/actuator", "/actuator/env", "/actuator/health/opensearch", "/error")) {
            client().get().uri(path).exchange().expectStatus().isNotFound();
        }
    }

    @Test
    void everyAnswerTellsBrowsersToBeCareful() {
        for (String path : List.of("/actuator/health", "/nothing", "/me")) {
            client().get()
                    .uri(path)
                    .exchange()
                    .expectHeader()
                    .valueEquals("X-Content-Type-Options", "nosniff")
                    .expectHeader()
                    .valueEquals("X-Frame-Options", "DENY")
                    .expectHeader()
                    .valueEquals("Referrer-Policy", "no-referrer")
                    .expectHeader()
                    .exists("Content-Security-Policy");
        }
    }
}
