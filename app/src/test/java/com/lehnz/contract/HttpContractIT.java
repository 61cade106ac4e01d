package com.lehnz.contract;

import static com.lehnz.testing.Shop.EVENTS;
import static com.lehnz.testing.Shop.ITEMS;
import static com.lehnz.testing.Shop.RECOMMEND;
import static com.lehnz.testing.Shop.USERS;

import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

/** Keys, paths, methods, headers and sizes. */
@LehnzTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpContractIT {
    private static final Map<String, Object> POPULAR = Map.of("strategy", "popular");

    @Autowired
    private Shops shops;

    private Shop shop;

    @BeforeAll
    void openShop() {
        shop = shops.open();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ITEMS,
                USERS,
                EVENTS,
                RECOMMEND,
                "/api/v1/items/upsert",
                "/api/v1/users/upsert",
                "/api/v1/events/ingest"
            })
    void everyPathNeedsAKeyThatExists(String path) {
        for (String key : List.of("", "nonsense", "lehnz_pk_" + "x".repeat(40), "Bearer " + shop.secretKey(), "ключ")) {
            Envelopes.expectError(401, "Missing or invalid X-API-KEY", shop.post(path, key, Map.of()))
                    .jsonPath("$.detail")
                    .isEqualTo("Invalid or missing API Key");
        }
        var withoutKey = shop.client().post().uri(path).bodyValue(Map.of()).exchange();
        Envelopes.expectError(401, "Missing or invalid X-API-KEY", withoutKey);
    }

    @ParameterizedTest
    @ValueSource(strings = {EVENTS, RECOMMEND, "/api/v1/events/ingest"})
    void aSecretKeyIsKeptOutOfBrowsers(String path) {
        Envelopes.expectError(
                403, "Secret keys prohibited on public endpoints", shop.post(path, shop.secretKey(), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {ITEMS, USERS, "/api/v1/items/upsert", "/api/v1/users/upsert"})
    void aPublishableKeyChangesNoCatalog(String path) {
        Envelopes.expectError(
                403,
                "Publishable keys prohibited on private endpoints",
                shop.post(path, shop.publishableKey(), Map.of()));
    }

    @Test
    void anotherContentTypeIsRefused() {
        for (MediaType type : List.of(MediaType.TEXT_PLAIN, MediaType.APPLICATION_FORM_URLENCODED)) {
            var answer = shop.client()
                    .post()
                    .uri(RECOMMEND)
                    .header("X-API-KEY", shop.publishableKey())
                    .contentType(type)
                    .bodyValue("{}")
                    .exchange();
            Envelopes.expectError(415, "Content-Type must be application/json", answer);
        }
    }

    @Test
    void aBodyOverOneMegabyteIsTooLarge() {
        for (int megabytes : List.of(2, 20)) {
            String body = "{\"item_id\": \"a\", \"attributes\": {\"text\": \"%s\"}}"
                    .formatted("x".repeat(megabytes * 1024 * 1024));
            Envelopes.expectError(413, "The request body is too large", shop.post(ITEMS, shop.secretKey(), body));
        }
    }

    @Test
    void anUnknownPathIsNotFoundInTheSameEnvelope() {
        Envelopes.expectError(
                404, "There is nothing at this path", shop.post("/v1/nothing", shop.publishableKey(), Map.of()));
        var get = shop.client().get().uri("/v2/recommend/x.html").exchange();
        Envelopes.expectError(404, "There is nothing at this path", get);
    }

    @Test
    void anotherMethodIsToldWhichOneIsAllowed() {
        var answer = shop.client()
                .get()
                .uri(RECOMMEND)
                .header("X-API-KEY", shop.publishableKey())
                .exchange();
        answer.expectHeader().valueEquals("Allow", "POST");
        Envelopes.expectError(405, "This path does not take that method", answer);
    }

    @Test
    void theOnlyDomainIsCommerce() {
        withDomain("commerce").expectStatus().isOk();
        Envelopes.expectError(400, "X-Domain must be 'commerce'", withDomain("media"));
    }

    private org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec withDomain(String domain) {
        return shop.client()
                .post()
                .uri(RECOMMEND)
                .header("X-API-KEY", shop.publishableKey())
                .header("X-Domain", domain)
                .bodyValue(POPULAR)
                .exchange();
    }

    @Test
    void everyAnswerCarriesARequestId() {
        shop.post(RECOMMEND, shop.publishableKey(), POPULAR)
                .expectStatus()
                .isOk()
                .expectHeader()
                .exists("X-Request-Id");
        shop.client().get().uri("/actuator/health").exchange().expectHeader().exists("X-Request-Id");
    }

    @Test
    void browsersMayCallWhatAPublishableKeyOpensAndNothingElse() {
        preflight(RECOMMEND).expectStatus().isOk().expectHeader().valueEquals("Access-Control-Allow-Origin", "*");
        preflight(ITEMS).expectHeader().doesNotExist("Access-Control-Allow-Origin");
    }

    private org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec preflight(String path) {
        return shop.client()
                .options()
                .uri(path)
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "x-api-key,content-type")
                .exchange();
    }
}
