package com.lehnz.indextemplates;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.testing.TestEngines;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The installer on a real cluster. */
class TemplateInstallerIT {
    private static final String USERS = "/_index_template/lehnz-users";
    private static final String OWNER = "/_component_template/lehnz-owner";
    private static final String SETTINGS = "/_component_template/lehnz-settings";
    private static final IndexSettings NOTHING_SAID = new IndexSettings(null, null);
    private static final JsonMapper JSON = new JsonMapper();
    private static final OpenSearchTransport transport = transport();
    private static final OpenSearchGenericClient client = new OpenSearchGenericClient(transport);

    private final TemplateInstaller installer = installerOf(NOTHING_SAID);

    @BeforeEach
    void install() throws IOException {
        installer.install();
    }

    @AfterAll
    static void close() throws IOException {
        transport.close();
    }

    @Test
    void whatIsThereIsNotAppliedAgain() throws IOException {
        assertThat(get(USERS)
                        .path("index_templates")
                        .path(0)
                        .path("index_template")
                        .path("version")
                        .asInt())
                .isPositive();

        assertThat(installer.install()).isEmpty();
    }

    @Test
    void whatIsMissingOrOlderIsApplied() throws IOException {
        send("DELETE", USERS, null);
        ObjectNode older =
                (ObjectNode) get(OWNER).path("component_templates").path(0).path("component_template");
        JsonNode original = older.deepCopy();
        send("PUT", OWNER, JSON.writeValueAsString(older.put("version", 0)));

        assertThat(installer.install()).isEqualTo(List.of("lehnz-owner", "lehnz-users"));
        assertThat(get(OWNER).path("component_templates").path(0).path("component_template"))
                .isEqualTo(original);
        assertThat(installer.install()).isEmpty();
    }

    @Test
    void whatIsNewerIsLeftAlone() throws IOException {
        ObjectNode newer =
                (ObjectNode) get(USERS).path("index_templates").path(0).path("index_template");
        JsonNode original = newer.deepCopy();
        send("PUT", USERS, JSON.writeValueAsString(newer.put("version", 1_000)));
        try {
            assertThat(installer.install()).isEmpty();
            assertThat(get(USERS)
                            .path("index_templates")
                            .path(0)
                            .path("index_template")
                            .path("version")
                            .asInt())
                    .isEqualTo(1_000);
        } finally {
            send("PUT", USERS, JSON.writeValueAsString(original));
        }
    }

    /** Whoever starts without saying so, such as a command, leaves them. */
    @Test
    void shardsAndReplicasAreWhatWasSaidLast() throws IOException {
        assertThat(shardsAndReplicas()).containsExactly("1", "0");
        try {
            assertThat(installerOf(new IndexSettings(null, 2)).install()).containsExactly("lehnz-settings");
            assertThat(shardsAndReplicas()).containsExactly("1", "2");
            assertThat(installerOf(new IndexSettings(3, null)).install()).containsExactly("lehnz-settings");
            assertThat(installer.install()).isEmpty();
            assertThat(shardsAndReplicas()).containsExactly("3", "2");
        } finally {
            installerOf(new IndexSettings(1, 0)).install();
        }
        assertThat(shardsAndReplicas()).containsExactly("1", "0");
    }

    private static TemplateInstaller installerOf(IndexSettings settings) {
        return new TemplateInstaller(client, JSON, settings);
    }

    private static List<String> shardsAndReplicas() throws IOException {
        JsonNode index = get(SETTINGS)
                .path("component_templates")
                .path(0)
                .path("component_template")
                .path("template")
                .path("settings")
                .path("index");
        return List.of(
                index.path("number_of_shards").asString(),
                index.path("number_of_replicas").asString());
    }

    @Test
    void indicesThatAreNotMadePerPeriodAreThere() throws IOException {
        assertThat(get("/lehnz-users/_mapping")
                        .path("lehnz-users")
                        .path("mappings")
                        .path("properties")
                        .propertyNames())
                .contains("org_id", "user_id", "profile");
    }

    private static OpenSearchTransport transport() {
        try {
            return ApacheHttpClient5TransportBuilder.builder(
                            HttpHost.create(TestEngines.shared().opensearch().toString()))
                    .build();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode get(String path) throws IOException {
        return send("GET", path, null);
    }

    private static JsonNode send(String method, String path, @Nullable String body) throws IOException {
        var request = Requests.builder().method(method).endpoint(path);
        try (var response = client.execute(
                body == null ? request.build() : request.json(body).build())) {
            assertThat(response.getStatus()).as("%s %s", method, path).isLessThan(300);
            return JSON.readTree(response.getBody().orElseThrow().bodyAsString());
        }
    }
}
