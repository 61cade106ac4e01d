package com.lehnz.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of this jar, read as streams: the jar may be nested in another one, where no path leads. */
final class Resources {
    private Resources() {}

    static byte[] read(String name) throws IOException {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("Missing from the jar of local-stack: " + name);
            }
            return in.readAllBytes();
        }
    }

    static void copy(String name, Path target) throws IOException {
        Files.createDirectories(target.resolveSibling("."));
        Files.write(target, read(name));
    }
}
