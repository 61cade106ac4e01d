package com.lehnz.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** The unpacked engines: read-only, named after the archives they came from, shared by all stacks. */
record Installation(Path directory, EngineManifest manifest) {
    private static final Duration OTHER_PROCESS = Duration.ofMinutes(3);
    private static final String KNN = "opensearch-knn-";

    /** Verifies and unpacks once, whoever comes first; the others wait for it. */
    static Installation ensure(LocalStackSettings settings, Progress progress) throws IOException {
        EngineManifest manifest = EngineManifest.load();
        var installation = new Installation(settings.install().resolve(manifest.id()), manifest);
        if (installation.exists()) {
            return installation;
        }
        Files.createDirectories(settings.install());
        try (HeldLock lock = HeldLock.acquire(settings.install().resolve("install.lock"), OTHER_PROCESS)) {
            if (!installation.exists()) {
                progress.report("Verifying and unpacking OpenSearch and Kafka (once)");
                installation.unpack(settings.engines());
            }
        }
        return installation;
    }

    Path opensearchHome() {
        String archive = manifest.in("").stream()
                .filter(file -> !file.startsWith(KNN))
                .findFirst()
                .orElseThrow();
        // The archive holds one directory of its own name.
        return directory.resolve(archive.replace(".zip", ""));
    }

    List<Path> kafkaJars() {
        return manifest.in("kafka/").stream().map(directory::resolve).toList();
    }

    private boolean exists() {
        return Files.isDirectory(directory);
    }

    private void unpack(Path engines) throws IOException {
        manifest.verify(engines);
        // Visible under its name only when complete; what a killed process left behind is thrown away.
        Path partial = directory.resolveSibling(manifest.id() + ".partial");
        FileTree.delete(partial);
        var unpacking = new Installation(partial, manifest);
        Path knnHome = unpacking.opensearchHome().resolve("plugins/opensearch-knn");
        for (String archive : manifest.in("")) {
            FileTree.unzip(engines.resolve(archive), archive.startsWith(KNN) ? knnHome : partial);
        }
        for (String jar : manifest.in("kafka/")) {
            Files.createDirectories(partial.resolve("kafka"));
            Files.copy(engines.resolve(jar), partial.resolve(jar));
        }
        Files.move(partial, directory, StandardCopyOption.ATOMIC_MOVE);
    }
}
