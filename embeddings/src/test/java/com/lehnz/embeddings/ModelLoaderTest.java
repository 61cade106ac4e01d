package com.lehnz.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are not the bundled one. */
class ModelLoaderTest {
    @TempDir
    Path directory;

    @Test
    void loadsADirectoryAndNamesTheModelAfterIt() throws Exception {
        Path model = copyOfBundledModel();
        try (TextEmbedder embedder = open(model)) {
            assertThat(embedder.modelId()).startsWith("my-model-");
            assertThat(embedder.embed(List.of("shoes")).join().getFirst()).hasSize(embedder.dimension());
        }
    }

    @Test
    void saysThatTheDirectoryIsMissing() {
        assertThatThrownBy(() -> open(directory.resolve("nowhere")))
                .isInstanceOf(ModelException.class)
                .hasMessageMatching("The embedding model directory .*nowhere does not exist\\.");
    }

    @Test
    void saysWhichFileIsMissing() throws Exception {
        Path model = copyOfBundledModel();
        Files.delete(model.resolve("tokenizer.json"));
        assertThatThrownBy(() -> open(model))
                .isInstanceOf(ModelException.class)
                .hasMessageEndingWith("has no tokenizer.json.");
    }

    @Test
    void saysThatAFileIsNotTorchScript() throws Exception {
        Path model = copyOfBundledModel();
        Files.writeString(model.resolve("model.pt"), "weights");
        assertThatThrownBy(() -> open(model))
                .isInstanceOf(ModelException.class)
                .hasMessageMatching("The embedding model .* is not a TorchScript model that DJL can read\\.");
    }

    @Test
    void saysThatTheDeclaredDimensionIsWrong() throws Exception {
        Path model = copyOfBundledModel();
        Path serving = model.resolve("serving.properties");
        Files.writeString(serving, Files.readString(serving).replaceAll("dimension=\\d+", "dimension=99"));
        assertThatThrownBy(() -> open(model))
                .isInstanceOf(ModelException.class)
                .hasMessageMatching("The embedding model .* declares 99 dimensions but produces \\d+\\.");
    }

    @Test
    void loadsAnArchiveByItsUrlAndNamesTheModelAfterIt() throws Exception {
        Path archive = zipped(copyOfBundledModel());
        try (TextEmbedder bundled = open("bundled");
                TextEmbedder byUrl = openWithCacheIn(directory, archive.toUri().toString())) {
            assertThat(byUrl.modelId()).isEqualTo(bundled.modelId().replace(BundledModel.NAME, "my-model"));
            assertThat(vector(byUrl)).isEqualTo(vector(bundled));
        }
    }

    @Test
    void saysThatNothingIsAtTheUrl() {
        String nowhere = directory.resolve("nowhere.zip").toUri().toString();
        assertThatThrownBy(() -> open(nowhere))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("The embedding model " + nowhere);
    }

    /** DJL unpacks archives into its cache, by default in the home directory, and leaves them there. */
    private static TextEmbedder openWithCacheIn(Path cache, String model) {
        System.setProperty("DJL_CACHE_DIR", cache.toString());
        try {
            return open(model);
        } finally {
            System.clearProperty("DJL_CACHE_DIR");
        }
    }

    private static float[] vector(TextEmbedder embedder) {
        return embedder.embed(List.of("red shoes")).join().getFirst();
    }

    private static Path zipped(Path model) throws Exception {
        Path archive = model.resolveSibling(model.getFileName() + ".zip");
        try (var zip = FileSystems.newFileSystem(archive, Map.of("create", "true"));
                var files = Files.list(model)) {
            for (Path file : files.toList()) {
                Files.copy(file, zip.getPath(file.getFileName().toString()));
            }
        }
        return archive;
    }

    private Path copyOfBundledModel() throws Exception {
        Path model = Files.createDirectory(directory.resolve("my-model"));
        try (BundledModel bundled = BundledModel.unpack();
                var files = Files.list(bundled.directory())) {
            for (Path file : files.toList()) {
                Files.copy(file, model.resolve(file.getFileName().toString()));
            }
        }
        return model;
    }

    private static TextEmbedder open(Path model) {
        return open(model.toString());
    }

    private static TextEmbedder open(String model) {
        return DjlTextEmbedder.open(EmbedderSettings.defaults().withModel(model));
    }
}
