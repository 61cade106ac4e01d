package com.lehnz.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.accounts.Role;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Office;
import com.lehnz.testing.Shops;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The files of docs/imports.md, sent as they are printed, get the answers that are printed beside them. */
@LehnzTest
class DocumentedImportsIT {
    private static final Pattern BLOCK = Pattern.compile("```(json|csv)\n(.*?)```", Pattern.DOTALL);

    /** Differ with every import. */
    private static final List<String> OWN = List.of("import_id", "created_by", "created_at", "live_at");

    /** Depend on how fast the workers are, as long as it is not done. */
    private static final List<String> ON_THE_WAY = List.of("status", "applied", "live_at");

    @Autowired
    private Shops shops;

    @Autowired
    private JsonMapper json;

    private Office office;

    @BeforeEach
    void register() {
        office = shops.register();
    }

    private static List<String> blocks(String kind) throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("../docs/imports.md")))
                .results()
                .filter(block -> block.group(1).equals(kind))
                .map(block -> block.group(2))
                .toList();
    }

    private ResponseSpec upload(String path, String content) {
        return office.upload(Role.DEVELOPER, path, "catalog.csv", content.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode body(ResponseSpec answer) {
        return json.readTree(
                Objects.requireNonNull(answer.expectBody().returnResult().getResponseBody()));
    }

    private JsonNode done(JsonNode started) {
        String path = "/imports/" + started.at("/data/import_id").asString();
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> body(office.as(Role.MEMBER, HttpMethod.GET, path, null)),
                        it -> it.at("/data/status").asString().equals("done"));
    }

    private static JsonNode onTheWay(JsonNode answer) {
        ((ObjectNode) answer.path("data")).remove(ON_THE_WAY);
        return answer;
    }

    private static void requireSame(JsonNode actual, JsonNode printed) {
        assertThat(actual.path("data").propertyNames())
                .containsExactlyElementsOf(printed.path("data").propertyNames());
        for (JsonNode each : List.of(actual, printed)) {
            ((ObjectNode) each.path("data")).remove(OWN);
        }
        assertThat(actual).isEqualTo(printed);
    }

    @Test
    void theCatalogFileAndItsAnswers() throws IOException {
        List<String> printed = blocks("json");
        JsonNode started = body(upload("/upload/items", blocks("csv").get(0)));
        JsonNode done = done(started);

        requireSame(onTheWay(started), onTheWay(json.readTree(printed.get(0))));
        requireSame(done, json.readTree(printed.get(3)));
    }

    @Test
    void theOtherFiles() throws IOException {
        assertThat(done(body(upload("/upload/users", blocks("csv").get(1))))
                        .at("/data/applied")
                        .asInt())
                .isEqualTo(3);
        assertThat(done(body(upload("/upload/events", blocks("csv").get(2))))
                        .at("/data/applied")
                        .asInt())
                .isEqualTo(2);
        assertThat(done(body(upload("/upload/items", blocks("json").get(1))))
                        .at("/data/applied")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void theMalformedRow() throws IOException {
        String catalog = blocks("csv").get(0).replace("Footwear,active", "Footwear,archived");

        JsonNode refused = body(upload("/upload/items", catalog).expectStatus().isBadRequest());

        assertThat(refused).isEqualTo(json.readTree(blocks("json").get(2)));
    }
}
