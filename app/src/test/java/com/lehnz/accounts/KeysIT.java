package com.lehnz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Office;
import com.lehnz.testing.Shops;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** Making, showing, changing, rotating and revoking API keys. */
@LehnzTest
class KeysIT {
    @Autowired
    private Shops shops;

    @Autowired
    private KeyUse use;

    private Office office;
    private JsonNode publishable;
    private JsonNode secret;

    @BeforeEach
    void makeKeys() {
        office = shops.register();
        JsonNode pair = office.keyPair();
        publishable = pair.path(0);
        secret = pair.path(1);
    }

    private ResponseSpec recommend(String key, String... headers) {
        var request = shops.client()
                .post()
                .uri("/v1/recommend")
                .header("X-API-KEY", key)
                .header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.bodyValue("{\"strategy\": \"popular\"}").exchange();
    }

    private JsonNode keys() {
        return office.data(office.as(Role.DEVELOPER, HttpMethod.GET, office.path("/keys"), null));
    }

    private String path(JsonNode key, String rest) {
        return office.path("/keys/" + key.path("key_id").asString() + rest);
    }

    private static String text(JsonNode key) {
        return key.path("key").asString();
    }

    @Test
    void aPairIsShownOnceAndThenByItsEnds() {
        assertThat(text(publishable)).startsWith("lehnz_pk_").hasSize(41);
        assertThat(text(secret)).startsWith("lehnz_sk_").hasSize(41);
        recommend(text(publishable)).expectStatus().isOk();

        JsonNode listed = keys();
        assertThat(listed).hasSize(2);
        assertThat(listed.toString()).doesNotContain(text(publishable), text(secret), "hash");
        assertThat(listed.valueStream().map(KeysIT::text))
                .contains(
                        "lehnz_pk_…" + text(publishable).substring(37),
                        "lehnz_sk_…" + text(secret).substring(37));
    }

    @Test
    void aRevokedKeyIsRefusedAndLeavesTheOthersAlone() {
        recommend(text(publishable)).expectStatus().isOk();
        office.as(Role.DEVELOPER, HttpMethod.DELETE, path(publishable, ""), null)
                .expectStatus()
                .isOk();

        recommend(text(publishable)).expectStatus().isUnauthorized();
        office.as(Role.DEVELOPER, HttpMethod.DELETE, path(publishable, ""), null)
                .expectStatus()
                .isNotFound();
        assertThat(keys()).hasSize(1);
    }

    @Test
    void aRotatedKeyWorksOnForAsLongAsBothAreNeeded() {
        JsonNode next = office.data(office.as(
                Role.DEVELOPER, HttpMethod.POST, path(publishable, "/rotate"), Map.of("overlap_seconds", 3600)));

        recommend(text(publishable)).expectStatus().isOk();
        recommend(text(next)).expectStatus().isOk();
        assertThat(next.path("label").asString()).isEqualTo("test");

        office.data(
                office.as(Role.DEVELOPER, HttpMethod.POST, path(publishable, "/rotate"), Map.of("overlap_seconds", 0)));
        recommend(text(publishable)).expectStatus().isUnauthorized();
        recommend(text(next)).expectStatus().isOk();
    }

    @Test
    void aKeyCanBeKeptToThePagesOfItsShop() {
        office.data(office.as(
                Role.DEVELOPER,
                HttpMethod.PATCH,
                path(publishable, ""),
                Map.of("label", "web", "origins", List.of("https://shop.example"))));

        recommend(text(publishable), "Origin", "https://shop.example")
                .expectStatus()
                .isOk();
        recommend(text(publishable), "Origin", "https://thief.example")
                .expectStatus()
                .isForbidden();
        recommend(text(publishable)).expectStatus().isOk();
        for (Object wrong :
                List.of(List.of("shop.example"), List.of("https://shop.example/"), "https://a.b", List.of(1))) {
            office.as(Role.DEVELOPER, HttpMethod.PATCH, path(publishable, ""), Map.of("origins", wrong))
                    .expectStatus()
                    .isBadRequest();
        }
    }

    private void keepOrganizationTo(String origin) {
        office.data(
                office.as(Role.OWNER, HttpMethod.PATCH, office.path("/settings"), Map.of("origins", List.of(origin))));
    }

    @Test
    void theOrganizationsOriginsHoldForKeysWithoutAList() {
        keepOrganizationTo("https://a.example");
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> recommend(text(publishable), "Origin", "https://b.example")
                        .expectStatus()
                        .isForbidden());
    }

    @Test
    void aKeyWhoseListIsEmptiedGoesByTheOrganizationsAgain() {
        keepOrganizationTo("https://a.example");
        for (List<String> origins : List.of(List.of("https://b.example"), List.<String>of())) {
            office.data(office.as(Role.DEVELOPER, HttpMethod.PATCH, path(publishable, ""), Map.of("origins", origins)));
            boolean own = !origins.isEmpty();
            recommend(text(publishable), "Origin", "https://b.example")
                    .expectStatus()
                    .isEqualTo(own ? 200 : 403);
            recommend(text(publishable), "Origin", "https://a.example")
                    .expectStatus()
                    .isEqualTo(own ? 403 : 200);
        }
    }

    @Test
    void aKeySaysWhenItWasLastUsed() {
        assertThat(keys().valueStream().anyMatch(key -> key.has("last_used_at")))
                .isFalse();
        recommend(text(publishable)).expectStatus().isOk();
        use.store().block();

        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(keys().valueStream()
                                .filter(key -> key.has("last_used_at"))
                                .map(key -> key.path("key_id").asString()))
                        .containsExactly(publishable.path("key_id").asString()));
    }
}
