package com.lehnz.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.accounts.Role;
import com.lehnz.engine.Index;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Office;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.TestEngines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files from the upload until they show, on the real engines. */
@LehnzTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportsIT {
    private static final String HEADER = "item_id,item_type,status,name,price\n";

    @Autowired
    private Shops shops;

    @Autowired
    private JsonMapper json;

    private Office office;
    private Shop shop;

    @BeforeAll
    void open() {
        office = shops.register();
        shop = shops.open(office);
    }

    private ResponseSpec upload(String path, String content) {
        return office.upload(Role.DEVELOPER, path, "file.txt", content.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode accepted(ResponseSpec answer) {
        byte[] body =
                answer.expectStatus().isAccepted().expectBody().returnResult().getResponseBody();
        return json.readTree(Objects.requireNonNull(body)).path("data");
    }

    private JsonNode find(JsonNode started) {
        return office.data(office.as(
                Role.MEMBER,
                HttpMethod.GET,
                "/imports/" + started.path("import_id").asString(),
                null));
    }

    private JsonNode done(JsonNode started) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> find(started), it -> it.path("status").asString().equals("done"));
    }

    private static String csv(String prefix, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "%s-%d,product,active,\"Backpack, no. %d\",%d.5".formatted(prefix, i, i, i))
                .collect(Collectors.joining("\n", HEADER, "\n"));
    }

    @Test
    void aCatalogIsSearchableTheMomentThatItIsLive() {
        Office own = shops.register();
        Shop its = shops.open(own);
        refreshNever(its);
        byte[] body = own.upload(
                        Role.OWNER,
                        "/upload/items",
                        "C:\\Ada\\catalog.csv",
                        csv("b", 0, 1_200).getBytes(StandardCharsets.UTF_8))
                .expectStatus()
                .isAccepted()
                .expectBody()
                .returnResult()
                .getResponseBody();
        JsonNode started = json.readTree(Objects.requireNonNull(body)).path("data");
        assertThat(started.path("status").asString()).isIn("queued", "processing");
        assertThat(started.path("file").asString()).isEqualTo("catalog.csv");
        assertThat(started.has("live_at")).isFalse();

        JsonNode found = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> own.data(own.as(
                                Role.OWNER,
                                HttpMethod.GET,
                                "/imports/" + started.path("import_id").asString(),
                                null)),
                        it -> it.has("live_at"));
        assertThat(its.recommend(Map.of("strategy", "popular", "limit", 1))
                        .path("pagination")
                        .path("total_items")
                        .asInt())
                .as("searched without waiting for a refresh")
                .isEqualTo(1_000);
        assertThat(found.path("status").asString()).isEqualTo("done");
        assertThat(found.path("applied").asInt()).isEqualTo(1_200);
        assertThat(found.path("accepted").asInt()).isEqualTo(1_200);
        assertThat(found.path("failed").asInt()).isZero();
        assertThat(its.storedItem("b-7").path("attributes"))
                .isEqualTo(json.readTree("{\"name\": \"Backpack, no. 7\", \"price\": 7.5}"));
    }

    /** Searches see nothing new by themselves. */
    private static void refreshNever(Shop shop) {
        WebTestClient.bindToServer()
                .baseUrl(TestEngines.shared().opensearch().toString())
                .build()
                .put()
                .uri("/lehnz-items-" + shop.org() + "/_settings")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"index.refresh_interval\": \"-1\"}")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void everyFormatLeavesTheSame() throws IOException {
        String array = """
                [{"item_id": "%s", "item_type": "book", "status": "active", "attributes": {"name": "Ä book", "price": 5}}]""";
        done(accepted(upload("/upload/items", array.formatted("f-json"))));
        done(accepted(upload("/upload/items", array.formatted("f-lines").replaceAll("^\\[|]$", ""))));
        done(accepted(
                upload("/upload/items", "\uFEFF" + HEADER.replace("\n", "\r\n") + "f-csv,book,active,Ä book,5\r\n")));
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write((HEADER + "f-gzip,book,active,Ä book,5\n").getBytes(StandardCharsets.UTF_8));
        }
        done(accepted(office.upload(Role.DEVELOPER, "/upload/items", "catalog.csv.gz", packed.toByteArray())));

        for (String id : List.of("f-json", "f-lines", "f-csv", "f-gzip")) {
            JsonNode stored = shop.storedItem(id);
            assertThat(stored.path("item_type").asString()).as(id).isEqualTo("book");
            assertThat(stored.path("attributes"))
                    .as(id)
                    .isEqualTo(json.readTree("{\"name\": \"Ä book\", \"price\": 5}"));
        }
    }

    @Test
    void aFileWithBrokenRowsIsRefusedWhole() {
        Envelopes.expectError(
                        400,
                        "Nothing is imported, 2 of 4 rows are malformed: Missing mandatory field 'status' (row 3)",
                        upload("/upload/items", HEADER + """
                                r-1,product,active,A,1
                                r-2,product,,B,2
                                r-3,product,active,C,3,4
                                r-4,product,active,D,4
                                """))
                .jsonPath("$.errors.length()")
                .isEqualTo(2)
                .jsonPath("$.errors[0].row")
                .isEqualTo(3)
                .jsonPath("$.errors[0].field")
                .isEqualTo("status")
                .jsonPath("$.errors[1].row")
                .isEqualTo(4);

        done(accepted(upload("/upload/items", HEADER + "r-5,product,active,E,5\n")));
        assertThat(shop.storedItem("r-1").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?mode=skip", ""})
    void orImportedWithoutThem(String query) {
        var form = new org.springframework.http.client.MultipartBodyBuilder();
        form.part("file", (HEADER + "s-1,product,active,A,1\ns-2,product,gone,B,2\n").getBytes(StandardCharsets.UTF_8))
                .filename("catalog.csv");
        if (query.isEmpty()) {
            form.part("mode", "skip");
        }
        JsonNode done = done(accepted(shops.client()
                .post()
                .uri("/upload/items" + query)
                .header("Authorization", "Bearer " + office.token(Role.DEVELOPER))
                .body(org.springframework.web.reactive.function.BodyInserters.fromMultipartData(form.build()))
                .exchange()));

        assertThat(done.path("mode").asString()).isEqualTo("skip");
        assertThat(done.path("rows").asInt()).isEqualTo(2);
        assertThat(done.path("accepted").asInt()).isEqualTo(1);
        assertThat(done.path("rejected").asInt()).isEqualTo(1);
        assertThat(done.path("applied").asInt()).isEqualTo(1);
        assertThat(done.path("errors").path(0).path("row").asInt()).isEqualTo(3);
        assertThat(done.path("errors").path(0).path("message").asString()).startsWith("Invalid status 'gone'");
        assertThat(shop.storedItem("s-2").isMissingNode()).isTrue();
    }

    @Test
    void whatIsNoSuchFileIsSaidSo() {
        Envelopes.expectError(400, "There are no rows in the file", upload("/upload/items", HEADER));
        Envelopes.expectError(
                400,
                "Nothing is imported, the file cannot be read: The file has no column 'item_id'; its columns are: user_id, status, created_at (row 1)",
                upload("/upload/items", "user_id,status,created_at\nu,active,2026-01-01T00:00:00Z\n"));
        Envelopes.expectError(400, "There are no rows in the file", upload("/upload/items", "[]"));
        Envelopes.expectError(
                400,
                "Nothing is imported, 1 of 1 row is malformed: Missing mandatory field 'status' (row 2)",
                office.upload(
                        Role.DEVELOPER,
                        "/upload/items?mode=skip",
                        "a.csv",
                        (HEADER + "a,product,,,").getBytes(StandardCharsets.UTF_8)));
        Envelopes.expectError(
                400,
                "'mode' must be reject or skip",
                office.upload(
                        Role.DEVELOPER, "/upload/items?mode=maybe", "a.csv", HEADER.getBytes(StandardCharsets.UTF_8)));
        Envelopes.expectError(
                415,
                "Content-Type must be multipart/form-data",
                office.as(Role.DEVELOPER, HttpMethod.POST, "/upload/items", Map.of()));
        for (String body : List.of("", "nonsense", "--x\r\n\r\n", "--x--\r\n")) {
            Envelopes.expectError(
                    400,
                    null,
                    shops.client()
                            .post()
                            .uri("/upload/items")
                            .header("Authorization", "Bearer " + office.token(Role.DEVELOPER))
                            .header("Content-Type", "multipart/form-data; boundary=x")
                            .bodyValue(body)
                            .exchange());
        }
    }

    @Test
    void usersKeepTheirColumnsAndEventsTheirs() {
        done(accepted(upload("/upload/users", """
                user_id,status,created_at,email,age,interests
                usr_001,active,2025-01-12T09:00:00Z,alice@example.com,32,"tech,music"
                usr_002,active,2025-02-03T14:30:00Z,bob@example.com,45,"sports"
                """)));
        JsonNode alice = shop.stored(Index.USERS, "usr_001");
        assertThat(alice.path("attributes"))
                .isEqualTo(json.readTree(
                        "{\"email\": \"alice@example.com\", \"age\": 32, \"interests\": \"tech,music\"}"));
        assertThat(Instant.parse(alice.path("created_at").asString())).isEqualTo("2025-01-12T09:00:00Z");
    }

    @Test
    void theSameEventsCountOnceHoweverOftenTheyAreImported() {
        Office own = shops.register();
        Shop its = shops.open(own);
        byte[] events = """
                user_id,event_name,item_id,timestamp,price,quantity
                u-1,purchase,i-1,2026-05-01T10:00:00Z,49.99,2
                u-1,purchase,i-1,2026-05-01T10:00:00Z,49.99,2
                u-2,view,i-1,2026-05-01T11:00:00Z,,
                """.getBytes(StandardCharsets.UTF_8);
        for (int times = 0; times < 2; times++) {
            byte[] body = own.upload(Role.OWNER, "/upload/events", "log.csv", events)
                    .expectStatus()
                    .isAccepted()
                    .expectBody()
                    .returnResult()
                    .getResponseBody();
            String id = json.readTree(Objects.requireNonNull(body))
                    .at("/data/import_id")
                    .asString();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(own.data(own.as(Role.OWNER, HttpMethod.GET, "/imports/" + id, null))
                                    .path("applied")
                                    .asInt())
                            .isEqualTo(3));
        }

        JsonNode profile = its.stored(Index.USERS, "u-1").path("profile");
        assertThat(profile.path("recent")).as("two equal rows are two events").hasSize(2);
    }

    @Test
    void theListHasTheNewestFirstPageByPage() {
        Office own = shops.register();
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(i -> own.upload(
                                Role.OWNER,
                                "/upload/items",
                                i + ".csv",
                                csv("l", i, i + 1).getBytes(StandardCharsets.UTF_8))
                        .expectBody()
                        .returnResult()
                        .getResponseBody())
                .map(body -> json.readTree(Objects.requireNonNull(body))
                        .at("/data/import_id")
                        .asString())
                .toList();

        JsonNode first = own.data(own.as(Role.MEMBER, HttpMethod.GET, "/imports?limit=3", null));
        JsonNode second = own.data(own.as(
                Role.MEMBER,
                HttpMethod.GET,
                "/imports?limit=3&cursor=" + first.path("next").asString(),
                null));
        assertThat(first.path("imports")
                        .valueStream()
                        .map(it -> it.path("import_id").asString()))
                .containsExactlyElementsOf(ids.reversed().subList(0, 3));
        assertThat(second.path("imports")
                        .valueStream()
                        .map(it -> it.path("import_id").asString()))
                .containsExactlyElementsOf(ids.reversed().subList(3, 5));
        assertThat(second.has("next")).isFalse();
        assertThat(first.path("imports").path(0).has("errors")).isFalse();
        Envelopes.expectError(
                400,
                "'limit' must lie between 1 and 100",
                own.as(Role.MEMBER, HttpMethod.GET, "/imports?limit=0", null));
    }

    @Test
    void progressIsToldUntilItIsDone() {
        JsonNode started = accepted(upload("/upload/items", csv("e", 0, 700)));
        List<JsonNode> events = Objects.requireNonNull(shops.client()
                .mutate()
                .responseTimeout(Duration.ofSeconds(60))
                .build()
                .get()
                .uri("/imports/" + started.path("import_id").asString() + "/events")
                .header("Authorization", "Bearer " + office.token(Role.MEMBER))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM)
                .returnResult(
                        new org.springframework.core.ParameterizedTypeReference<
                                org.springframework.http.codec.ServerSentEvent<JsonNode>>() {})
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
        JsonNode started = accepted(upload("/upload/items", csv("a", 0, 1)));
        Awaitility.await()
                .untilAsserted(() -> assertThat(office.data(office.as(
                                        Role.OWNER, HttpMethod.GET, office.path("/audit?action=import.started"), null))
                                .path("entries")
                                .valueStream()
                                .filter(entry -> entry.path("target")
                                        .asString()
                                        .equals(started.path("import_id").asString()))
                                .map(entry -> entry.path("actor").asString()))
                        .containsExactly(office.email(Role.DEVELOPER)));
    }

    @Test
    void onlyDevelopersUploadAndNobodyWithoutAToken() {
        byte[] file = csv("n", 0, 1).getBytes(StandardCharsets.UTF_8);
        office.upload(Role.MEMBER, "/upload/items", "a.csv", file)
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
        JsonNode started = accepted(upload("/upload/items", csv("o", 0, 1)));
        Office other = shops.register();
        for (String path : List.of("", "/events")) {
            Envelopes.expectError(
                    404,
                    "There is no such import",
                    other.as(
                            Role.OWNER,
                            HttpMethod.GET,
                            "/imports/" + started.path("import_id").asString() + path,
                            null));
        }
        Envelopes.expectError(
                404, "There is no such import", other.as(Role.OWNER, HttpMethod.GET, "/imports/nonsense", null));
        assertThat(other.data(other.as(Role.OWNER, HttpMethod.GET, "/imports", null))
                        .path("imports"))
                .isEmpty();
    }
}
