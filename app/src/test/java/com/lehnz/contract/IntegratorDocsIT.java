package com.lehnz.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.accounts.Role;
import com.lehnz.pipeline.Topic;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Office;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.TestEngines;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * The commands of docs/integrate, run in the order of its pages against one new shop. Where a command is followed by an
 * answer, it gets one like it: the same fields, the same words where they are promised, and anything for "…".
 */
@LehnzTest
class IntegratorDocsIT {
    private static final Path DOCS = Path.of("../docs");
    private static final Pattern PAGE = Pattern.compile("\\]\\((integrate/[a-z-]+\\.md)\\)");
    private static final Pattern EXAMPLE =
            Pattern.compile("```sh\\n(.*?)```(?:\\s*```json\\n(.*?)```)?", Pattern.DOTALL);
    private static final Set<String> PROMISED =
            Set.of("success", "message", "detail", "accepted", "strategy", "type", "label", "index", "field", "mode");

    @Autowired
    private Shops shops;

    @Test
    void everyCommandDoesWhatThePageSays() throws Exception {
        Office office = shops.register();
        Shop shop = shops.open(office);
        List<String> pages = PAGE.matcher(Files.readString(DOCS.resolve("README.md")))
                .results()
                .map(page -> page.group(1))
                .distinct()
                .toList();
        try (var files = Files.list(DOCS.resolve("integrate"))) {
            assertThat(pages).as("pages that docs/README.md leads to").hasSize((int) files.count());
        }
        SoftAssertions differences = new SoftAssertions();
        for (String page : pages) {
            for (MatchResult example : EXAMPLE.matcher(Files.readString(DOCS.resolve(page)))
                    .results()
                    .toList()) {
                String printed = run(example.group(1), office, shop);
                if (example.group(2) != null) {
                    JsonNode expected = shop.json().readTree(example.group(2));
                    String where = page + "\n" + example.group(1) + printed;
                    differences.check(() -> assertLike(expected, shop.json().readTree(printed), where));
                }
                settle(shop);
            }
        }
        differences.assertAll();
    }

    private String run(String script, Office office, Shop shop) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("sh", "-eu", "-c", script.replaceAll("(?m)^\\. \\.lehnz.*$", ""));
        shell.environment().put("LEHNZ_URL", shops.uri().toString());
        shell.environment().put("LEHNZ_PK", shop.publishableKey());
        shell.environment().put("LEHNZ_SK", shop.secretKey());
        shell.environment().put("LEHNZ_EMAIL", office.email(Role.OWNER));
        shell.environment().put("LEHNZ_PASSWORD", Office.PASSWORD);
        Process process = shell.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s printed %s", script, printed).isZero();
        return printed;
    }

    private static void assertLike(JsonNode expected, JsonNode actual, String where) {
        assertThat(actual.getNodeType()).as(where).isEqualTo(expected.getNodeType());
        if (expected.isObject()) {
            for (var field : expected.properties()) {
                JsonNode value = actual.path(field.getKey());
                if (PROMISED.contains(field.getKey())
                        && !field.getValue().asString("").equals("…")) {
                    assertThat(value).as("%s: %s", where, field.getKey()).isEqualTo(field.getValue());
                }
                assertLike(field.getValue(), value, where + ": " + field.getKey());
            }
        } else if (expected.isArray() && !expected.isEmpty()) {
            assertThat(actual.size()).as(where).isGreaterThanOrEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                assertLike(expected.get(i), actual.get(i), where);
            }
        }
    }

    /** A reader is slower than a search that does not know yet what was sent a moment ago. */
    private static void settle(Shop shop) throws IOException, InterruptedException {
        for (Topic topic : List.of(Topic.ITEMS, Topic.USERS, Topic.EVENTS)) {
            shop.settle(topic);
        }
        HttpRequest refresh = HttpRequest.newBuilder(
                        TestEngines.shared().opensearch().resolve("/lehnz-items-" + shop.org() + "/_refresh"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(refresh, HttpResponse.BodyHandlers.discarding());
        }
    }
}
