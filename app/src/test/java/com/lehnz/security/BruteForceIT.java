package com.lehnz.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.accounts.Role;
import com.lehnz.testing.Office;
import com.lehnz.testing.Service;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.TestEngines;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.FluxExchangeResult;

/** Whoever guesses is stopped, each by the address that a trusted proxy saw. */
class BruteForceIT {
    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.start(
                TestEngines.shared(),
                "lehnz.role=api",
                "lehnz.limits.sign-in=10",
                "lehnz.limits.requests=20",
                "lehnz.limits.trusted-proxies=127.0.0.0/8");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static FluxExchangeResult<String> login(String forwardedFor) {
        return service.bean(Shops.class)
                .client()
                .post()
                .uri("/auth/login")
                .header("X-Forwarded-For", forwardedFor)
                .header("Content-Type", "application/json")
                .bodyValue("{\"email\": \"a@example.com\", \"password\": \"a guess\"}")
                .exchange()
                .returnResult(String.class);
    }

    private static FluxExchangeResult<String> recommend(String key, String forwardedFor) {
        return service.bean(Shops.class)
                .client()
                .post()
                .uri("/v1/recommend")
                .header("X-Forwarded-For", forwardedFor)
                .header("X-API-KEY", key)
                .header("Content-Type", "application/json")
                .bodyValue("{\"strategy\": \"popular\"}")
                .exchange()
                .returnResult(String.class);
    }

    @Test
    void theEleventhLoginIsTooMany() {
        for (int i = 0; i < 10; i++) {
            // The first address is what the client claims: only the last one was written by a proxy that we trust.
            FluxExchangeResult<String> answer = login("192.0.2." + i + ", 198.51.100.1");
            assertThat(answer.getStatus().value()).isEqualTo(401);
            assertThat(answer.getResponseHeaders().getFirst("RateLimit-Remaining"))
                    .isEqualTo(Integer.toString(9 - i));
        }
        FluxExchangeResult<String> eleventh = login("198.51.100.1");
        assertThat(eleventh.getStatus().value()).isEqualTo(429);
        assertThat(eleventh.getResponseHeaders().getFirst("Retry-After")).isNotNull();
        assertThat(login("198.51.100.2").getStatus().value()).isEqualTo(401);
    }

    @Test
    void whoGuessesKeysIsStoppedAndOthersAreNot() {
        Shop shop = service.openShop();
        for (int i = 0; i < 20; i++) {
            assertThat(recommend("lehnz_pk_" + "%032d".formatted(i), "198.51.100.7")
                            .getStatus()
                            .value())
                    .isEqualTo(401);
        }
        assertThat(recommend("lehnz_pk_" + "%032d".formatted(99), "198.51.100.7")
                        .getStatus()
                        .value())
                .isEqualTo(429);
        assertThat(recommend(shop.publishableKey(), "198.51.100.8").getStatus().value())
                .isEqualTo(200);
        // A key in use is at hand, so that guessers behind the same address do not lock its shop out.
        assertThat(recommend(shop.publishableKey(), "198.51.100.7").getStatus().value())
                .isEqualTo(200);
    }

    /** A stolen access token is good for minutes; the password would be good for ever. */
    @Test
    void whoIsLoggedInCannotTryPasswordsEither() {
        Office office = service.bean(Shops.class).register();
        Map<String, String> guess = Map.of("current_password", "a guess", "new_password", "another password");
        for (int i = 0; i < 10; i++) {
            office.as(Role.OWNER, HttpMethod.POST, "/me/password", guess)
                    .expectStatus()
                    .isBadRequest();
        }
        office.as(Role.OWNER, HttpMethod.POST, "/me/password", guess)
                .expectStatus()
                .isEqualTo(429);
        office.as(Role.OWNER, HttpMethod.GET, "/me", null).expectStatus().isOk();
    }
}
