package com.lehnz.embeddings;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where a model comes from. */
sealed interface ModelSource {
    /** Two letters or more, so that a Windows drive is no scheme. */
    Pattern URL = Pattern.compile("[a-z][a-z0-9+.]+:");

    /** The model in this module's jar. */
    record Bundled() implements ModelSource {}

    /** A directory with a TorchScript file, {@code tokenizer.json} and {@code serving.properties}. */
    record Directory(Path path) implements ModelSource {}

    /** An address that DJL fetches from: its zoo ({@code djl://}), or an archive ({@code file:}, {@code https:}). */
    record Url(URI url) implements ModelSource {

        /** The last part of the path, without the archive's ending. */
        String name() {
            String path = url.getPath().replaceAll("/+$", "");
            return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.(zip|tar|tar\\.gz|tgz)$", "");
        }

        /** Archives of this machine need no network. */
        boolean isLocal() {
            return "file".equals(url.getScheme());
        }
    }

    static ModelSource of(String model) {
        if (model.equals(EmbedderSettings.BUNDLED)) {
            return new Bundled();
        }
        return URL.matcher(model).lookingAt() ? new Url(URI.create(model)) : new Directory(Path.of(model));
    }
}
