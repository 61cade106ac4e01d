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
import tools.jackson.databind.JsonNode;

/** What people did to an organization. */
@LehnzTest
class AuditLogIT {
    @Autowired
    private Shops shops;

    private Office office;

    @BeforeEach
    void register() {
        office = shops.register();
    }

    @Test
    void theAuditLogSaysWhoDidWhatAndWhatChanged() {
        office.token(Role.ADMIN);
        office.login(office.email(Role.OWNER), "not the password")
                .expectStatus()
                .isUnauthorized();
        office.data(office.as(
                Role.ADMIN, HttpMethod.PATCH, office.path("/settings"), Map.of("name", "Renamed " + office.org())));
        String keyId = office.keyPair().path(0).path("key_id").asString();
        office.as(Role.OWNER, HttpMethod.DELETE, office.path("/keys/" + keyId), null)
                .expectStatus()
                .isOk();

        List<JsonNode> entries = eventually(9);
        assertThat(entries.stream()
                        .map(entry -> entry.path("action").asString())
                        .toList())
                .containsExactlyInAnyOrder(
                        "organization.created",
                        "invitation.created",
                        "member.joined",
                        "login.failed",
                        "settings.changed",
                        "key.created",
                        "key.created",
                        "key.revoked",
                        "login.succeeded");
    }

    /** Searches lag behind by a refresh: waits for so many entries. */
    private List<JsonNode> eventually(int count) {
        office.login(office.email(Role.OWNER), Office.PASSWORD).expectStatus().isOk();
        return org.awaitility.Awaitility.await().until(() -> entries(""), entries -> entries.size() == count);
    }

    private List<JsonNode> entries(String parameters) {
        return page(parameters).path("entries").valueStream().toList();
    }

    private JsonNode page(String parameters) {
        return office.data(office.as(Role.OWNER, HttpMethod.GET, office.path("/audit" + parameters), null));
    }

    @Test
    void theAuditLogIsFilteredAndPaged() {
        for (int i = 0; i < 6; i++) {
            office.data(office.as(Role.OWNER, HttpMethod.PATCH, office.path("/settings"), Map.of("name", "Name " + i)));
        }
        eventually(8);

        List<JsonNode> changes = entries("?action=settings.changed");
        assertThat(changes).hasSize(6);
        assertThat(changes.getFirst().at("/before/name").asString()).isEqualTo("Name 4");
        assertThat(changes.getFirst().at("/after/name").asString()).isEqualTo("Name 5");
        assertThat(changes.getFirst().path("actor").asString()).isEqualTo(office.email(Role.OWNER));
        assertThat(changes.getFirst().path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(entries("?actor=nobody@example.com")).isEmpty();
        assertThat(entries("?until=2020-01-01T00:00:00Z")).isEmpty();

        JsonNode first = page("?action=settings.changed&limit=4");
        JsonNode second = page(
                "?action=settings.changed&limit=4&cursor=" + first.path("next").asString());
        assertThat(first.path("entries")).hasSize(4);
        assertThat(second.path("entries")).hasSize(2);
        assertThat(second.has("next")).isFalse();
        assertThat(second.at("/entries/1/after/name").asString()).isEqualTo("Name 0");
        for (String wrong : List.of("?limit=0", "?limit=x", "?from=soon", "?cursor=nonsense", "?cursor=***")) {
            office.as(Role.OWNER, HttpMethod.GET, office.path("/audit" + wrong), null)
                    .expectStatus()
                    .isBadRequest();
        }
    }
}
