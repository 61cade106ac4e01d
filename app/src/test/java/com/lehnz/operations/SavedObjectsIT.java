package com.lehnz.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.TestEngines;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The saved objects of OpenSearch Dashboards name indices and fields that there are, and their queries run. */
@LehnzTest
class SavedObjectsIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path FILE = Path.of("../deploy/dashboards/lehnz.ndjson");

    @Autowired
    private Shops shops;

    private final List<JsonNode> objects = new ArrayList<>();

    @BeforeEach
    void read() throws IOException {
        Files.readAllLines(FILE).forEach(line -> objects.add(JSON.readTree(line)));
    }

    @Test
    void whatTheyReferToIsThere() {
        Set<String> ids = objects.stream().map(SavedObjectsIT::name).collect(Collectors.toSet());

        assertThat(ids).hasSameSizeAs(objects);
        assertThat(objects.stream()
                        .flatMap(object -> object.path("references").valueStream())
                        .map(SavedObjectsIT::name))
                .isSubsetOf(ids);
    }

    @Test
    void indexPatternsAndTheirFieldsAreThoseOfTheTemplates() throws Exception {
        for (JsonNode pattern : of("index-pattern")) {
            String title = pattern.at("/attributes/title").asString();
            Set<String> fields = fields(title);
            String time = pattern.at("/attributes/timeFieldName").asString("");
            assertThat(fields).as(title).isNotEmpty();
            if (!time.isEmpty()) {
                assertThat(fields).as(title).contains(time);
            }
            for (JsonNode search : of("search")) {
                if (search.at("/references/0/id").equals(pattern.path("id"))) {
                    assertThat(fields).as(name(search)).containsAll(columns(search));
                }
            }
        }
    }

    @Test
    void everyVisualizationAsksWhatOpenSearchCanAnswer() throws Exception {
        Shop shop = shops.open();
        shop.upsertItems(List.of(Shop.item("lamp", Map.of("name", "Desk lamp"))));
        shop.awaitItems(1);
        shop.track(List.of(Shop.event("ada", "view", "lamp")));

        for (JsonNode visualization : of("visualization")) {
            JsonNode spec = JSON.readTree(
                    JSON.readTree(visualization.at("/attributes/visState").asString())
                            .at("/params/spec")
                            .asString());
            List<JsonNode> sources = spec.findValues("url");
            assertThat(sources).as(name(visualization)).isNotEmpty();
            for (JsonNode source : sources) {
                String index = source.path("index").asString();
                Set<String> fields = fields(index);
                assertThat(fields).contains(source.path("%timefield%").asString());
                assertThat(fields).as(name(visualization)).containsAll(texts(source.findValues("field")));
                JsonNode answer = send("POST", "/" + index + "/_search", overTheLastWeek(source));
                assertThat(answer.has("error"))
                        .as("%s: %s", name(visualization), answer)
                        .isFalse();
                assertThat(answer.at("/_shards/failed").asInt())
                        .as("%s", answer)
                        .isZero();
            }
        }
    }

    /** Dashboards adds the time range that its user has chosen: without one, a histogram would span all time. */
    private static String overTheLastWeek(JsonNode source) {
        ObjectNode body = (ObjectNode) source.path("body");
        assertThat(body.has("query")).isFalse();
        body.putObject("query")
                .putObject("range")
                .putObject(source.path("%timefield%").asString())
                .put("gte", "now-7d")
                .put("lte", "now");
        return body.toString();
    }

    private List<JsonNode> of(String type) {
        return objects.stream()
                .filter(object -> object.path("type").asString().equals(type))
                .toList();
    }

    private static String name(JsonNode object) {
        return object.path("type").asString() + "/" + object.path("id").asString();
    }

    private static Set<String> columns(JsonNode search) {
        Set<String> columns = new TreeSet<>(
                texts(search.at("/attributes/columns").valueStream().toList()));
        search.at("/attributes/sort")
                .valueStream()
                .forEach(sort -> columns.add(sort.path(0).asString()));
        return columns;
    }

    private static List<String> texts(List<JsonNode> nodes) {
        return nodes.stream().map(JsonNode::asString).toList();
    }

    /** What an index of that name would have, by the templates of the cluster. */
    private static Set<String> fields(String pattern) throws Exception {
        String index = URLEncoder.encode(pattern.replace("*", "2026.01"), StandardCharsets.UTF_8);
        JsonNode simulated = send("POST", "/_index_template/_simulate_index/" + index, "");
        Set<String> fields = new TreeSet<>();
        simulated.at("/template/mappings/properties").propertyNames().forEach(fields::add);
        return fields;
    }

    private static JsonNode send(String method, String path, String body) throws Exception {
        URI uri = TestEngines.shared().opensearch().resolve(path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }
}
