package com.lehnz.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Everything one stack writes, owned by one stack at a time. */
record DataDirectory(Path root, HeldLock lock) implements AutoCloseable {
    private static final Duration PREDECESSOR = Duration.ofSeconds(30);
    private static final List<String> ENGINES = List.of("opensearch", "kafka");
    private static final List<String> LAUNCHERS = List.of("EngineProcess", "OpenSearchLauncher", "KafkaLauncher");

    static DataDirectory open(Path root) throws IOException {
        Files.createDirectories(root);
        HeldLock lock = lock(root);
        var directory = new DataDirectory(root, lock);
        try {
            Files.writeString(owner(root), Long.toString(ProcessHandle.current().pid()));
            for (String engine : ENGINES) {
                directory.prepare(engine);
            }
            for (String launcher : LAUNCHERS) {
                String file = "launcher/" + launcher + ".class";
                Resources.copy(
                        file,
                        directory.launchers().resolve("com/lehnz/localstack").resolve(file));
            }
            return directory;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Everything but the lock: whoever deletes that one lets in a second stack. */
    static void erase(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (HeldLock lock = lock(root);
                Stream<Path> children = Files.list(root)) {
            for (String engine : ENGINES) {
                if (Files.exists(root.resolve(engine))) {
                    HeldLock.acquire(Engine.lockFile(root.resolve(engine)), PREDECESSOR)
                            .close();
                }
            }
            for (Path child :
                    children.filter(child -> !child.equals(lock.file())).toList()) {
                FileTree.delete(child);
            }
        }
    }

    private static HeldLock lock(Path root) throws IOException {
        return HeldLock.tryAcquire(root.resolve("stack.lock"))
                .orElseThrow(() -> new LocalStackException("Another local stack (process " + read(owner(root))
                        + ") uses " + root + ": stop it or choose another data directory."));
    }

    /** Not the lock file itself: to read that one would drop a lock of this process. */
    private static Path owner(Path root) {
        return root.resolve("stack.pid");
    }

    Path of(String engine) {
        return root.resolve(engine);
    }

    Path log(String engine) {
        return root.resolve("logs").resolve(engine + ".log");
    }

    Path launchers() {
        return root.resolve("launchers");
    }

    private void prepare(String engine) throws IOException {
        Files.createDirectories(of(engine));
        Files.createDirectories(root.resolve("logs"));
        // Engines of a killed parent need a moment to leave, and until then hold their data and ports.
        HeldLock.acquire(Engine.lockFile(of(engine)), PREDECESSOR).close();
        if (Files.exists(log(engine))) {
            Files.move(
                    log(engine),
                    root.resolve("logs").resolve(engine + ".previous.log"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "unknown";
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
