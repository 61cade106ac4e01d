package com.lehnz.embeddings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Copies the model out of the jar, which may itself lie inside another jar, to where native code can read it. */
final class BundledModel implements AutoCloseable {
    static final String NAME = "lehnz-storefront";
    private static final List<String> FILES = List.of("model.pt", "tokenizer.json", "serving.properties");

    private final Path directory;

    private BundledModel(Path directory) {
        this.directory = directory;
    }

    static BundledModel unpack() {
        try {
            BundledModel model = new BundledModel(Files.createTempDirectory(NAME));
            try {
                model.copy();
                return model;
            } catch (IOException | RuntimeException e) {
                model.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy the bundled model to the temporary directory", e);
        }
    }

    private void copy() throws IOException {
        for (String file : FILES) {
            try (InputStream in = BundledModel.class.getResourceAsStream("model/" + file)) {
                if (in == null) {
                    throw new ModelException("The bundled model lacks " + file + ": the jar is incomplete.");
                }
                Files.copy(in, directory.resolve(file));
            }
        }
    }

    Path directory() {
        return directory;
    }

    /** Deletes the copy; a loaded model no longer needs it. */
    @Override
    public void close() {
        try {
            for (String file : FILES) {
                Files.deleteIfExists(directory.resolve(file));
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the copy of the bundled model", e);
        }
    }
}
