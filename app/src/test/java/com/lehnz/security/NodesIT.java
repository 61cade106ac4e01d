package com.lehnz.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.accounts.Role;
import com.lehnz.testing.Engines;
import com.lehnz.testing.Office;
import com.lehnz.testing.Service;
import com.lehnz.testing.Shops;
import com.lehnz.testing.TestEngines;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.util.TestSocketUtils;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import tools.jackson.databind.JsonNode;

/** Two nodes on the same engines are one service. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodesIT {
    private static final String SIGNING_KEY = "dGhpcyBrZXkgaXMga25vd24gdG8gZXZlcnlib2R5IHdobyByZWFkcw==";

    private static Service first;
    private static Service second;
    private static Office office;

    @BeforeAll
    static void start() {
        Engines engines = TestEngines.shared();
        int one = TestSocketUtils.findAvailableTcpPort();
        int two = TestSocketUtils.findAvailableTcpPort();
        first = node(engines, one, two);
        second = node(engines, two, one);
        office = first.bean(Shops.class).register();
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
    }

    private static Service node(Engines engines, int port, int other) {
        return Service.start(
                engines,
                "lehnz.role=api",
                "lehnz.accounts.signing-key=" + SIGNING_KEY,
                "lehnz.limits.node-port=" + port,
                "lehnz.limits.nodes=localhost:%d,localhost:%d".formatted(port, other));
    }

    private static FluxExchangeResult<String> recommend(Service node, String key) {
        return node.bean(Shops.class)
                .client()
                .post()
                .uri("/v1/recommend")
                .header("X-API-KEY", key)
                .header("Content-Type", "application/json")
                .bodyValue("{}")
                .exchange()
                .returnResult(String.class);
    }

    private static boolean isRefused(Service node, String key) {
        return recommend(node, key).getStatus().value() == 401;
    }

    @Test
    @Order(1)
    void aKeyThatIsRevokedAtOneIsRefusedByTheOtherWithinFiveSeconds() {
        JsonNode key = office.keyPair().path(0);
        String secret = key.path("key").asString();
        assertThat(isRefused(first, secret)).isFalse();
        assertThat(isRefused(second, secret)).isFalse();

        office.as(
                        Role.OWNER,
                        HttpMethod.DELETE,
                        office.path("/keys/" + key.path("key_id").asString()),
                        null)
                .expectStatus()
                .isOk();

        assertThat(isRefused(first, secret)).isTrue();
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> isRefused(second, secret));
    }

    @Test
    @Order(2)
    void whatOneHasSignedTheOtherBelieves() {
        second.bean(Shops.class)
                .client()
                .get()
                .uri("/me")
                .header("Authorization", "Bearer " + office.token(Role.OWNER))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    @Order(3)
    void aThousandRequestsPassOverAllKeysAndNodesAndTheNextIsTooMany() {
        Office shop = first.bean(Shops.class).register();
        List<String> keys = List.of(
                shop.keyPair().path(0).path("key").asString(),
                shop.keyPair().path(0).path("key").asString());
        List<Service> nodes = List.of(first, second);

        for (int i = 0; i < 1_000; i++) {
            HttpHeaders headers = allowed(recommend(nodes.get(i % 2), keys.get(i / 2 % 2)));
            assertThat(headers.getFirst("RateLimit-Limit")).isEqualTo("1000");
            assertThat(headers.getFirst("RateLimit-Remaining")).isEqualTo(Integer.toString(999 - i));
        }
        for (Service node : nodes) {
            FluxExchangeResult<String> answer = recommend(node, keys.getFirst());
            HttpHeaders headers = answer.getResponseHeaders();
            assertThat(answer.getStatus().value()).isEqualTo(429);
            assertThat(headers.getFirst("RateLimit-Policy")).isEqualTo("1000;w=900");
            assertThat(headers.getFirst("RateLimit-Remaining")).isEqualTo("0");
            String reset = headers.getFirst("RateLimit-Reset");
            assertThat(headers.getFirst("Retry-After")).isEqualTo(reset);
            assertThat(headers.getFirst("RateLimit")).isEqualTo("limit=1000, remaining=0, reset=" + reset);
            assertThat(Integer.parseInt(String.valueOf(reset))).isBetween(1, 900);
        }
        // The dashboard still answers, so that a key which is abused can be revoked.
        shop.as(Role.OWNER, HttpMethod.GET, shop.path("/keys"), null)
                .expectStatus()
                .isOk();
    }

    private static HttpHeaders allowed(FluxExchangeResult<String> answer) {
        assertThat(answer.getStatus().value()).isNotIn(401, 403, 429);
        return answer.getResponseHeaders();
    }

    @Test
    @Order(4)
    void withoutTheOthersANodeGoesOnAnsweringAndSaysSo() {
        Office shop = first.bean(Shops.class).register();
        String key = shop.keyPair().path(0).path("key").asString();
        first.bean(com.hazelcast.core.HazelcastInstance.class).shutdown();

        allowed(recommend(first, key));

        assertThat(first.bean(MeterRegistry.class)
                        .counter("lehnz.limits.unshared")
                        .count())
                .isPositive();
    }
}
