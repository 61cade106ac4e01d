package com.lehnz.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        return DjlTextEmbedder.open(EmbedderSettings.defaults().withModel(model.toString()));
    }
}
