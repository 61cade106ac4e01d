package com.lehnz.contract;

import static com.lehnz.testing.Uploads.HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.accounts.Role;
import com.lehnz.engine.Index;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Office;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.TestEngines;
import com.lehnz.testing.Uploads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files from the upload until they show, on the real engines. */
@LehnzTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportsIT {
    @Autowired
    private Shops shops;

    @Autowired
    private JsonMapper json;

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
    void aCatalogIsSearchableTheMomentThatItIsLive() {
        Office own = shops.register();
        Shop its = shops.open(own);
        refreshNever(its);

        var theirs = new Uploads(own);
        JsonNode begun =
                own.accepted(theirs.send("/upload/items", "C:\\Ada\\catalog.csv", Uploads.catalog("b", 0, 1_200)));
        assertThat(begun.path("status").asString()).isIn("queued", "processing");
        assertThat(begun.path("file").asString()).isEqualTo("catalog.csv");
        assertThat(begun.has("live_at")).isFalse();

        JsonNode done = theirs.done(begun);
        assertThat(its.recommend(Map.of("strategy", "popular", "limit", 1))
                        .path("pagination")
                        .path("total_items")
                        .asInt())
                .as("searched without waiting for a refresh")
                .isEqualTo(1_000);
        assertThat(done.has("live_at")).isTrue();
        assertThat(done.path("applied").asInt()).isEqualTo(1_200);
        assertThat(done.path("accepted").asInt()).isEqualTo(1_200);
        assertThat(done.path("failed").asInt()).isZero();
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
        String windows = "\uFEFF" + HEADER.replace("\n", "\r\n");
        uploads.done(uploads.begin("/upload/items", array.formatted("f-json")));
        uploads.done(uploads.begin("/upload/items", array.formatted("f-lines").replaceAll("^\\[|]$", "")));
        uploads.done(uploads.begin("/upload/items", windows + "f-csv,book,active,Ä book,5\r\n"));
        uploads.done(office.accepted(office.upload(
                Role.DEVELOPER, "/upload/items", "catalog.csv.gz", packed(HEADER + "f-gzip,book,active,Ä book,5\n"))));

        for (String id : List.of("f-json", "f-lines", "f-csv", "f-gzip")) {
            JsonNode stored = shop.storedItem(id);
            assertThat(stored.path("item_type").asString()).as(id).isEqualTo("book");
            assertThat(stored.path("attributes"))
                    .as(id)
                    .isEqualTo(json.readTree("{\"name\": \"Ä book\", \"price\": 5}"));
        }
    }

    private static byte[] packed(String content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    @Test
    void aFileWithBrokenRowsIsRefusedWhole() {
        Envelopes.expectError(
                        400,
                        "Nothing is imported, 2 of 4 rows are malformed: Missing mandatory field 'status' (row 3)",
                        uploads.send("/upload/items", HEADER + """
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

        uploads.done(uploads.begin("/upload/items", HEADER + "r-5,product,active,E,5\n"));
        assertThat(shop.storedItem("r-1").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?mode=skip", ""})
    void orImportedWithoutThem(String query) {
        var form = new MultipartBodyBuilder();
        form.part("file", (HEADER + "s-1,product,active,A,1\ns-2,product,gone,B,2\n").getBytes(StandardCharsets.UTF_8))
                .filename("catalog.csv");
        if (query.isEmpty()) {
            form.part("mode", "skip");
        }
        JsonNode done = uploads.done(office.accepted(shops.client()
                .post()
                .uri("/upload/items" + query)
                .header("Authorization", "Bearer " + office.token(Role.DEVELOPER))
                .body(BodyInserters.fromMultipartData(form.build()))
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
        Envelopes.expectError(400, "There are no rows in the file", uploads.send("/upload/items", HEADER));
        Envelopes.expectError(
                400,
                "Nothing is imported, the file cannot be read: The file has no column 'item_id'; its columns are: user_id, status, created_at (row 1)",
                uploads.send("/upload/items", "user_id,status,created_at\nu,active,2026-01-01T00:00:00Z\n"));
        Envelopes.expectError(400, "There are no rows in the file", uploads.send("/upload/items", "[]"));
        Envelopes.expectError(
                400,
                "Nothing is imported, 1 of 1 row is malformed: Missing mandatory field 'status' (row 2)",
                uploads.send("/upload/items?mode=skip", HEADER + "a,product,,,"));
        Envelopes.expectError(400, "'mode' must be reject or skip", uploads.send("/upload/items?mode=maybe", HEADER));
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
    void usersKeepTheirColumns() {
        uploads.done(uploads.begin("/upload/users", """
                user_id,status,created_at,email,age,interests
                usr_001,active,2025-01-12T09:00:00Z,alice@example.com,32,"tech,music"
                usr_002,active,2025-02-03T14:30:00Z,bob@example.com,45,"sports"
                """));
        JsonNode alice = shop.stored(Index.USERS, "usr_001");
        assertThat(alice.path("attributes"))
                .isEqualTo(json.readTree(
                        "{\"email\": \"alice@example.com\", \"age\": 32, \"interests\": \"tech,music\"}"));
        assertThat(Instant.parse(alice.path("created_at").asString())).isEqualTo("2025-01-12T09:00:00Z");
    }

    @Test
    void theSameEventsCountOnceHoweverOftenTheyAreImported() {
        String events = """
                user_id,event_name,item_id,timestamp,price,quantity
                u-1,purchase,i-1,2026-05-01T10:00:00Z,49.99,2
                u-1,purchase,i-1,2026-05-01T10:00:00Z,49.99,2
                u-2,view,i-1,2026-05-01T11:00:00Z,,
                """;
        for (int times = 0; times < 2; times++) {
            assertThat(uploads.done(uploads.begin("/upload/events", events))
                            .path("applied")
                            .asInt())
                    .isEqualTo(3);
        }

        JsonNode profile = shop.stored(Index.USERS, "u-1").path("profile");
        assertThat(profile.path("recent")).as("two equal rows are two events").hasSize(2);
    }
}
