package com.lehnz.indextemplates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TemplateTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** Every file of the module by its path below {@code lehnz/}. */
    static List<String> files() throws IOException, URISyntaxException {
        Path root = Path.of(
                Objects.requireNonNull(TemplateTest.class.getResource("/lehnz")).toURI());
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .map(file -> file.substring(0, file.length() - ".json".length()))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileIsJsonBeforeAndAfterItsPlaceholdersAreFilled(String file) {
        JSON.readTree(Template.read(file, Map.of()));
        String filled = Template.read(
                file,
                Map.of(
                        "shards",
                        2,
                        "replicas",
                        1,
                        "model",
                        "a/model",
                        "dimension",
                        128,
                        "text_rule",
                        1,
                        "field",
                        "d128"));

        JSON.readTree(filled);
        assertFalse(filled.contains("${"), filled);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aTemplateHasAVersionAndSaysWhatItIsFor(String file) {
        JsonNode template = JSON.readTree(Template.read(file, Map.of()));
        if (!file.startsWith("generation")) {
            assertTrue(template.path("version").asInt(0) > 0, file);
            assertFalse(template.path("_meta").path("description").asString("").isBlank(), file);
        }
    }

    @Test
    void numbersLoseTheirQuotesAndTextsKeepThem() {
        JsonNode body = JSON.readTree(new ItemsGeneration("a/model", 128, 3).createIndexBody());

        assertEquals(
                128,
                body.path("mappings")
                        .path("properties")
                        .path("vector")
                        .path("dimension")
                        .numberValue());
        assertEquals(
                "a/model", body.path("mappings").path("_meta").path("model").stringValue());
    }

    @Test
    void aFileThatIsNotThereIsAnError() {
        assertThrows(IllegalArgumentException.class, () -> Template.read("index/nothing", Map.of()));
    }

    @Test
    void anIndexNeedsAShard() {
        assertThrows(IllegalArgumentException.class, () -> new IndexSettings(0, null));
        assertThrows(IllegalArgumentException.class, () -> new IndexSettings(null, -1));
    }
}
