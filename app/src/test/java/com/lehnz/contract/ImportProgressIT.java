package com.lehnz.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.accounts.Role;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Office;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Uploads;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import tools.jackson.databind.JsonNode;

/** Who sees what of the imports of an organization. */
@LehnzTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportProgressIT {
    @Autowired
    private Shops shops;

    private Office office;
    private Shop shop;
    private Uploads uploads;

    @BeforeAll
    void open() {
        office = shops.register();
        shop = shops.open(office);
        uploads = new Uploads(office);
    }

    @Test
    void theListHasTheNewestFirstPageByPage() {
        Office own = shops.register();
        var theirs = new Uploads(own);
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(i -> theirs.begin("/upload/items", Uploads.catalog("l", i, i + 1)))
                .map(ImportProgressIT::id)
                .toList();

        JsonNode first = own.data(own.as(Role.MEMBER, HttpMethod.GET, "/imports?limit=3", null));
        String next = first.path("next").asString();
        JsonNode second = own.data(own.as(Role.MEMBER, HttpMethod.GET, "/imports?limit=3&cursor=" + next, null));
        assertThat(first.path("imports").valueStream().map(ImportProgressIT::id))
                .containsExactlyElementsOf(ids.reversed().subList(0, 3));
        assertThat(second.path("imports").valueStream().map(ImportProgressIT::id))
                .containsExactlyElementsOf(ids.reversed().subList(3, 5));
        assertThat(second.has("next")).isFalse();
        assertThat(first.path("imports").path(0).has("errors")).isFalse();
        Envelopes.expectError(
                400,
                "'limit' must lie between 1 and 100",
                own.as(Role.MEMBER, HttpMethod.GET, "/imports?limit=0", null));
    }

    private static String id(JsonNode begun) {
        return begun.path("import_id").asString();
    }

    @Test
    void progressIsToldUntilItIsDone() {
        JsonNode begun = uploads.begin("/upload/items", Uploads.catalog("e", 0, 700));
        List<JsonNode> events = Objects.requireNonNull(shops.client()
                .mutate()
                .responseTimeout(Duration.ofSeconds(60))
                .build()
                .get()
                .uri(Uploads.path(begun) + "/events")
                .header("Authorization", "Bearer " + office.token(Role.MEMBER))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM)
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {})
                .getResponseBody()
                .filter(event -> "progress".equals(event.event()))
                .map(event -> Objects.requireNonNull(event.data()))
                .collectList()
                .block(Duration.ofSeconds(60)));

        assertThat(events.getLast().path("status").asString()).isEqualTo("done");
        assertThat(events.getLast().path("applied").asInt()).isEqualTo(700);
        assertThat(events.stream().map(event -> event.path("applied").asInt())).isSorted();
    }

    @Test
    void itIsInTheAuditLog() {
        JsonNode begun = uploads.begin("/upload/items", Uploads.catalog("a", 0, 1));
        Awaitility.await()
                .untilAsserted(() -> assertThat(office.data(office.as(
                                        Role.OWNER, HttpMethod.GET, office.path("/audit?action=import.started"), null))
                                .path("entries")
                                .valueStream()
                                .filter(entry -> entry.path("target").asString().equals(id(begun)))
                                .map(entry -> entry.path("actor").asString()))
                        .containsExactly(office.email(Role.DEVELOPER)));
    }

    @Test
    void onlyDevelopersUploadAndNobodyWithoutAToken() {
        office.upload(Role.MEMBER, "/upload/items", "a.csv", Uploads.HEADER.getBytes(StandardCharsets.UTF_8))
                .expectStatus()
                .isForbidden();
        shops.client()
                .post()
                .uri("/upload/items")
                .header("X-API-KEY", shop.secretKey())
                .bodyValue("")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void anothersImportsDoNotExist() {
        JsonNode begun = uploads.begin("/upload/items", Uploads.catalog("o", 0, 1));
        Office other = shops.register();
        for (String path : List.of(Uploads.path(begun), Uploads.path(begun) + "/events", "/imports/nonsense")) {
            Envelopes.expectError(404, "There is no such import", other.as(Role.OWNER, HttpMethod.GET, path, null));
        }
        assertThat(other.data(other.as(Role.OWNER, HttpMethod.GET, "/imports", null))
                        .path("imports"))
                .isEmpty();
    }
}
