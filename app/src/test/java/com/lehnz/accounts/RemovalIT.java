package com.lehnz.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lehnz.audit.Actor;
import com.lehnz.engine.Directory;
import com.lehnz.engine.EngineUnavailableException;
import com.lehnz.engine.OrgId;
import com.lehnz.pipeline.Topic;
import com.lehnz.testing.Engines;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Office;
import com.lehnz.testing.RawKafka;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A deleted organization leaves nothing behind, and a registration that broke off takes no name for ever. */
@LehnzTest
class RemovalIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Engines engines = TestEngines.shared();

    @Autowired
    private Shops shops;

    @Autowired
    private Removal removal;

    @Autowired
    private Abandoned abandoned;

    @Autowired
    private Organizations organizations;

    @Autowired
    private OrganizationSettings settings;

    @Autowired
    private Housekeeping housekeeping;

    @Autowired
    private People people;

    @Autowired
    private Directory directory;

    @Test
    void nothingOfADeletedOrganizationStaysNotEvenWhatArrivesLate() throws Exception {
        Office office = shops.register();
        Office other = shops.register();
        Shop shop = shops.open(office);
        Shop neighbour = shops.open(other);
        for (Shop each : List.of(shop, neighbour)) {
            each.upsertItems(List.of(Shop.item("lamp", Map.of("name", "Desk lamp"))));
            each.upsertUsers(List.of(Map.of("user_id", "ada", "attributes", Map.of("email", "ada@example.com"))));
            each.track(List.of(Shop.event("ada", "view", "lamp")));
            each.awaitItems(1);
            Stored stored = new Stored(engines, each.org());
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> !stored.impressions().isEmpty());
        }
        office.token(Role.MEMBER);
        int before = documents(other.org()).size();

        office.data(office.as(Role.OWNER, HttpMethod.DELETE, office.path(""), null));
        remove();

        assertOnlyRemembered(office.org());
        byte[] late =
                "{\"user_id\": \"ada\", \"event_name\": \"view\", \"event_family\": \"engagement\", \"event_id\": \"late\", \"item_id\": \"lamp\"}"
                        .getBytes(StandardCharsets.UTF_8);
        new RawKafka(engines).send(Topic.EVENTS, office.org() + ":ada", late);
        shop.settle(Topic.EVENTS);
        assertThat(documents(office.org())).as("what was on its way").hasSizeGreaterThan(1);
        remove();

        assertOnlyRemembered(office.org());
        assertThat(documents(other.org())).as("the neighbour's").hasSizeGreaterThanOrEqualTo(before);
        assertThat(neighbour.recommendedItems(Map.of("strategy", "popular"))).containsExactly("lamp");
    }

    /** As often as it takes, as the service does: OpenSearch may be too busy for so large a question. */
    private void remove() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .ignoreException(EngineUnavailableException.class)
                .until(() -> removal.run().thenReturn(true).block());
    }

    /** There was one: nothing else, and that not for ever. */
    private static void assertOnlyRemembered(String org) throws Exception {
        List<JsonNode> left = documents(org);
        assertThat(left).hasSize(1);
        assertThat(left.getFirst().path("kind").asString()).isEqualTo(Organization.KIND);
        assertThat(left.getFirst().path("members")).isEmpty();
        assertThat(left.getFirst().path("name").asString()).isEmpty();
        assertThat(left.getFirst().path("expires_at").asString()).isNotEmpty();
        assertThat(send("GET", "/_cat/indices/lehnz-items-" + org + "-*?format=json", ""))
                .isEmpty();
    }

    @Test
    void aRegistrationThatBrokeOffFreesItsNameAndAddress() {
        String name = "Half way " + UUID.randomUUID();
        String email = UUID.randomUUID() + "@example.com";
        OrgId never = OrgId.random();
        String slug = organizations.claim(name, never).block();
        people.add(email, Office.PASSWORD, never).block();
        Office whole = shops.register();

        abandoned.free(Instant.now().plusSeconds(1)).block();

        assertThat(directory
                        .find(Organizations.SLUG, String.valueOf(slug), JsonNode.class)
                        .block())
                .isNull();
        whole.register(email, name).expectStatus().isOk();
        whole.login(whole.email(Role.OWNER), Office.PASSWORD).expectStatus().isOk();
    }

    @Test
    void anOperatorsChangeOfTheLimitIsInTheAuditLog() {
        Office office = shops.register();

        OrgId org = new OrgId(office.org());
        settings.limit(org, Actor.OPERATOR, 5_000L).block();
        assertThatThrownBy(() -> settings.limit(org, Actor.OPERATOR, 0L).block())
                .hasMessageContaining("between 1 and");

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode entries = office.data(
                    office.as(Role.OWNER, HttpMethod.GET, office.path("/audit?action=limit.changed"), null));
            assertThat(entries.findValuesAsString("actor")).containsExactly("operator");
            assertThat(entries.findValue("after").path("requests").asInt()).isEqualTo(5_000);
        });
    }

    @Test
    void theAuditLogForgetsWholeMonthsThatAreTooOldAndNoOthers() throws Exception {
        Office office = shops.register(); // which is in this month's
        send("PUT", "/lehnz-audit-2020.01/_doc/1?refresh=true", "{\"org_id\": \"%s\"}".formatted(office.org()));

        housekeeping.clean().block();

        List<String> left =
                send("GET", "/_cat/indices/lehnz-audit-*?format=json", "").findValuesAsString("index");
        assertThat(left).isNotEmpty().doesNotContain("lehnz-audit-2020.01");
    }

    /** Of all indices but other organizations' own: those whose source names the organization in any field. */
    private static List<JsonNode> documents(String org) throws Exception {
        String indices = "lehnz-*,-lehnz-items-*,lehnz-items-" + org + "-*";
        return Stored.hits(engines, indices, "{\"size\": 1000, \"_source\": {\"excludes\": [\"*vector*\"]}}").stream()
                .filter(hit -> hit.path("_source").toString().contains(org)
                        || hit.path("_index").asString().contains(org))
                .map(hit -> hit.path("_source"))
                .toList();
    }

    private static JsonNode send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(engines.opensearch().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }
}
