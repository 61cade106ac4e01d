package com.lehnz.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.accounts.Role;
import com.lehnz.testing.ApiDescription;
import com.lehnz.testing.ApiDescription.Operation;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Office;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/**
 * One organization goes through every operation with everything that it could know of another: it gets the same answers
 * as for what does not exist. An operation that this test does not know how to try fails it.
 */
@LehnzTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantsIT {
    /** Operations that name nothing: they are about whoever asks. */
    private static final Set<String> ABOUT_ONESELF = Set.of(
            "POST /auth/register",
            "POST /auth/login",
            "POST /auth/refresh",
            "POST /auth/logout",
            "POST /auth/accept-invitation",
            "GET /me",
            "POST /me/password",
            "POST /orgs");

    @Autowired
    private Shops shops;

    private Office victim;
    private Office thief;
    private Shop victimsShop;
    private Shop thiefsShop;

    /** Ids of the victim by the name of the parameter that takes them. */
    private final Map<String, String> victims = new HashMap<>();

    /** What no answer to the thief may hold. */
    private final List<String> secrets = new ArrayList<>();

    @BeforeAll
    void openBoth() {
        victim = shops.register();
        thief = shops.register();
        victimsShop = shops.open();
        thiefsShop = shops.open();
        victimsShop.upsertItems(List.of(Shop.item("victims-item", Map.of("name", "Victims Backpack"))));
        victimsShop.upsertUsers(
                List.of(Map.of("user_id", "victims-user", "attributes", Map.of("city", "Victimsville"))));
        victimsShop.track(List.of(Shop.event("victims-user", "purchase", "victims-item")));
        victimsShop.awaitItems(1);
        JsonNode invitation = victim.data(victim.as(
                Role.OWNER,
                HttpMethod.POST,
                victim.path("/invitations"),
                Map.of("email", "victims-guest@example.com", "role", "MEMBER")));
        JsonNode key = victim.keyPair().path(0);
        byte[] imported = victim.upload(
                        Role.OWNER,
                        "/upload/users",
                        "victims.csv",
                        "user_id,status,created_at\nu,active,2026-01-31T09:00:00Z\n".getBytes(StandardCharsets.UTF_8))
                .expectStatus()
                .isAccepted()
                .expectBody()
                .returnResult()
                .getResponseBody();
        victims.putAll(Map.of(
                "import",
                victimsShop
                        .json()
                        .readTree(Objects.requireNonNull(imported))
                        .at("/data/import_id")
                        .asString(),
                "org",
                victim.org(),
                "person",
                victim.personId(Role.MEMBER),
                "key",
                key.path("key_id").asString(),
                "invitation",
                invitation.path("invitation_id").asString(),
                "item_id",
                "victims-item"));
        secrets.addAll(List.of(
                victim.org(),
                victim.email(Role.OWNER),
                "victims-guest",
                key.path("key").asString(),
                victimsShop.org().value(),
                "Victims Backpack",
                "Victimsville",
                "victims.csv"));
    }

    @Test
    void nothingOfAnotherOrganizationCanBeReached() {
        for (Operation operation : ApiDescription.read(shops.client()).operations()) {
            assertThat(operation.pathParameters())
                    .as("%s: parameters that this test has an id for", operation.name())
                    .isSubsetOf(victims.keySet());
            if (operation.path().startsWith("/orgs/{org}")) {
                inAnothersOrganization(operation);
                withAnothersIds(operation);
            } else if (operation.takesOrganization()) {
                asAnothersMember(operation);
                withAnothersId(operation);
            } else if (operation.takesKey()) {
                withAnothersRecords(operation);
            } else {
                assertThat(ABOUT_ONESELF).as("operations without ids").contains(operation.name());
            }
        }
        theVictimIsUnharmed();
    }

    /** The thief's token below the victim's path. */
    private void inAnothersOrganization(Operation operation) {
        Answer real = send(operation, victims);
        Map<String, String> unknown = new HashMap<>(victims);
        unknown.put("org", "0000000000000000");
        assertThat(real.status()).as(operation.name()).isEqualTo(404);
        assertThat(real).as(operation.name()).isEqualTo(send(operation, unknown));
    }

    /** The victim's ids below the thief's own path. */
    private void withAnothersIds(Operation operation) {
        if (operation.pathParameters().size() < 2) {
            return;
        }
        Map<String, String> mixed = new HashMap<>(victims);
        mixed.put("org", thief.org());
        Map<String, String> unknown = Map.of("org", thief.org());
        Answer real = send(operation, mixed);
        assertThat(real.status()).as(operation.name()).isEqualTo(404);
        assertThat(real).as(operation.name()).isEqualTo(send(operation, unknown));
    }

    /** The thief's token, and the victim's organization in the header. */
    private void asAnothersMember(Operation operation) {
        Answer real = send(operation, victim.org(), victims);
        assertThat(real.status()).as(operation.name()).isEqualTo(404);
        assertThat(real).as(operation.name()).isEqualTo(send(operation, "0000000000000000", victims));
    }

    /** The victim's ids in the thief's own organization. */
    private void withAnothersId(Operation operation) {
        if (operation.pathParameters().isEmpty()) {
            return;
        }
        Answer real = send(operation, thief.org(), victims);
        assertThat(real.status()).as(operation.name()).isEqualTo(404);
        assertThat(real).as(operation.name()).isEqualTo(send(operation, thief.org(), Map.of()));
    }

    private Answer send(Operation operation, String organization, Map<String, String> parameters) {
        return answer(shops.client()
                .method(HttpMethod.valueOf(operation.method()))
                .uri(operation.path(parameters, "00000000000000000000000000000000"))
                .header("Authorization", "Bearer " + thief.token(Role.OWNER))
                .header("X-Organization", organization)
                .exchange());
    }

    private record Answer(int status, String body) {}

    private Answer send(Operation operation, Map<String, String> parameters) {
        Object body = operation.takesBody() ? bodyOf(operation) : null;
        String path = operation.path(parameters, "00000000000000000000000000000000");
        return answer(thief.as(Role.OWNER, HttpMethod.valueOf(operation.method()), path, body));
    }

    private static Object bodyOf(Operation operation) {
        return switch (operation.name()) {
            case "PATCH /orgs/{org}/members/{person}" -> Map.of("role", "ADMIN");
            case "POST /orgs/{org}/invitations" -> Map.of("email", "thief@example.com", "role", "ADMIN");
            default -> Map.of();
        };
    }

    /** The thief's keys with the victim's ids in the body or path. */
    private void withAnothersRecords(Operation operation) {
        Map<String, Object> body = Map.of(
                "user_id", "victims-user",
                "context_item_id", "victims-item",
                "clicked_item_id", "victims-item",
                "item_ids", List.of("victims-item"),
                "strategy", "similar");
        boolean upsert = operation.path().endsWith("upsert");
        boolean events = operation.path().endsWith("ingest");
        Object sent = operation.path().contains("items/upsert")
                ? Map.of("item_id", "victims-item", "status", "deleted")
                : upsert
                        ? Map.of("user_id", "victims-user", "status", "deleted")
                        : events ? Shop.event("victims-user", "remove_from_cart", "victims-item") : body;
        String key = upsert ? thiefsShop.secretKey() : thiefsShop.publishableKey();
        var request = shops.client()
                .method(HttpMethod.valueOf(operation.method()))
                .uri(operation.path(victims, "victims-item"))
                .header("X-API-KEY", key);
        Answer answer = answer(
                operation.takesBody()
                        ? request.header("Content-Type", "application/json")
                                .bodyValue(victimsShop.json().writeValueAsString(sent))
                                .exchange()
                        : request.exchange());
        assertThat(answer.status()).as(operation.name()).isIn(200, 202, 404);
    }

    private Answer answer(ResponseSpec response) {
        var result = response.expectBody().returnResult();
        byte[] bytes = Objects.requireNonNullElse(result.getResponseBody(), new byte[0]);
        String body = new String(bytes, StandardCharsets.UTF_8);
        assertThat(body).doesNotContain(secrets);
        return new Answer(result.getStatus().value(), body);
    }

    private void theVictimIsUnharmed() {
        assertThat(victim.data(victim.as(Role.OWNER, HttpMethod.GET, victim.path("/members"), null)))
                .hasSize(2);
        assertThat(victim.data(victim.as(Role.OWNER, HttpMethod.GET, victim.path("/keys"), null)))
                .hasSize(2);
        assertThat(victim.data(victim.as(Role.OWNER, HttpMethod.GET, victim.path("/invitations"), null)))
                .hasSize(1);
        assertThat(victimsShop.storedItem("victims-item").path("status").asString())
                .isEqualTo("active");
        assertThat(victimsShop.recommendedItems(Map.of("strategy", "popular"))).containsExactly("victims-item");
    }
}
