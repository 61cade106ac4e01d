package com.lehnz.localstack.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Ties an engine's JVM to the one that started it. */
final class EngineProcess {
    private static final Duration GRACE = Duration.ofSeconds(20);

    private EngineProcess() {}

    static void begin() throws IOException {
        var watch = new Thread(EngineProcess::exitWithParent, "exit-with-parent");
        watch.setDaemon(true);
        watch.start();
        holdDirectory(Path.of(System.getProperty("lehnz.lock")));
    }

    /** Standard input ends when the parent closes it or is gone, even by SIGKILL, which no hook of its own survives. */
    private static void exitWithParent() {
        try {
            while (System.in.read() != -1) {
                // The parent never writes; only the end matters.
            }
        } catch (IOException e) {
            // A broken pipe says the same as its end.
        }
        Thread.ofPlatform().daemon().start(() -> System.exit(0));
        try {
            Thread.sleep(GRACE);
        } catch (InterruptedException e) {
            // Falls through: nothing else is left to wait for.
        }
        Runtime.getRuntime().halt(1);
    }

    /** Held until this process is gone, so that the next one never touches data that this one still writes. */
    @SuppressWarnings("StreamResourceLeak")
    private static void holdDirectory(Path file) throws IOException {
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .lock();
    }
}
