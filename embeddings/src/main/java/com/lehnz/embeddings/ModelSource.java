package com.lehnz.embeddings;

import java.net.URI;
import java.nio.file.Path;

/** Where a model comes from. */
sealed interface ModelSource {

    /** The model in this module's jar. */
    record Bundled() implements ModelSource {}

    /** A directory with a TorchScript file, {@code tokenizer.json} and {@code serving.properties}. */
    record Directory(Path path) implements ModelSource {}

    /** A model of DJL's zoo; the only source that needs a network, the first time. */
    record Zoo(URI url) implements ModelSource {}

    static ModelSource of(String model) {
        if (model.equals(EmbedderSettings.BUNDLED)) {
            return new Bundled();
        }
        return model.startsWith("djl://") ? new Zoo(URI.create(model)) : new Directory(Path.of(model));
    }
}
