package com.lehnz.contract;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document that clients are generated from says what the service does. */
@LehnzTest
class OpenApiIT {
    private static final List<String> INGESTION = List.of("202", "400", "401", "403", "413", "415", "429", "503");
    private static final List<String> FLAT = List.of("200", "400", "401", "403", "413", "415", "429", "503");
    private static final Map<String, List<String>> STATUSES = Map.ofEntries(
            entry(Shop.RECOMMEND, List.of("200", "400", "401", "403", "413", "415", "422", "429", "503")),
            entry("/recommend", FLAT),
            entry("/recommend/session", FLAT),
            entry("/recommend/basket", FLAT),
            entry("/recommend/price_optimized", FLAT),
            entry("/item/{item_id}", List.of("200", "400", "401", "403", "429", "503")),
            entry(Shop.EVENTS, INGESTION),
            entry("/api/v1/events/ingest", INGESTION),
            entry(Shop.ITEMS, INGESTION),
            entry("/api/v1/items/upsert", INGESTION),
            entry(Shop.USERS, INGESTION),
            entry("/api/v1/users/upsert", INGESTION));

    @Autowired
    private Shops shops;

    @Autowired
    private JsonMapper json;

    private JsonNode document;

    @BeforeEach
    void fetch() {
        byte[] body = shops.client()
                .get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        document = json.readTree(body);
    }

    @Test
    void everyRouteIsThereWithAllItsAnswers() {
        assertThat(document.path("paths")
                        .propertyStream()
                        .filter(path -> path.getValue().toString().contains("X-API-KEY"))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(STATUSES.keySet());
        STATUSES.forEach(
                (path, statuses) -> assertThat(operation(path).path("responses").propertyNames())
                        .as(path)
                        .containsExactlyInAnyOrderElementsOf(statuses));
    }

    @Test
    void everyOperationHasANameOfItsOwn() {
        assertThat(STATUSES.keySet().stream()
                        .map(path -> operation(path).path("operationId").asString()))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-zA-Z]\\w*"));
    }

    @Test
    void everyErrorHasTheEnvelope() {
        STATUSES.forEach((path, statuses) -> statuses.stream()
                .filter(status -> status.compareTo("400") >= 0)
                .forEach(status -> assertThat(operation(path)
                                .at("/responses/" + status + "/content/application~1json/schema/$ref")
                                .asString(""))
                        .as("%s %s", path, status)
                        .isEqualTo("#/components/schemas/Failure")));
    }

    @Test
    void everyRouteNeedsTheKey() {
        JsonNode scheme = document.at("/components/securitySchemes/X-API-KEY");
        assertThat(scheme.path("type").asString()).isEqualTo("apiKey");
        assertThat(scheme.path("in").asString()).isEqualTo("header");
        assertThat(scheme.path("name").asString()).isEqualTo("X-API-KEY");
        STATUSES.keySet()
                .forEach(path -> assertThat(
                                operation(path).path("security").path(0).has("X-API-KEY")
                                        || document.path("security").path(0).has("X-API-KEY"))
                        .as(path)
                        .isTrue());
    }

    @Test
    void everyFieldIsInSnakeCase() {
        document.path("components")
                .path("schemas")
                .forEach(schema -> assertThat(schema.path("properties").propertyNames())
                        .allMatch(name -> name.matches("[a-z]+(_[a-z]+)*")));
        assertThat(document.at("/components/schemas/Event/properties").propertyNames())
                .contains("user_id", "event_name", "event_family", "recommendation_id", "previous_user_id");
    }

    private JsonNode operation(String path) {
        return document.path("paths").path(path).iterator().next();
    }

    @Test
    void itCanBeReadInABrowser() {
        URI page = Objects.requireNonNull(shops.client()
                .get()
                .uri("/swagger-ui.html")
                .exchange()
                .expectStatus()
                .is3xxRedirection()
                .expectBody()
                .returnResult()
                .getResponseHeaders()
                .getLocation());

        for (String file : List.of("index.html", "swagger-ui-bundle.js", "swagger-initializer.js")) {
            shops.client()
                    .get()
                    .uri(page.resolve(file).getPath())
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .value(content -> assertThat(content).containsPattern("(?i)swagger-?ui"));
        }
    }
}
