package com.lehnz.failure;

import com.lehnz.cli.Lehnz;
import com.lehnz.testing.Engines;
import com.lehnz.testing.TestEngines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A node with the worker role in a process of its own, which can be killed like a machine loses power. */
record WorkerProcess(Process process) implements AutoCloseable {

    /** Returns at once: wait for what it does. */
    static WorkerProcess start(Engines engines) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Lehnz.class.getName(),
                "serve",
                "--server.port=0",
                "--lehnz.role=worker",
                // The others need not wait 45 s to learn that it was killed.
                "--lehnz.kafka.properties.session.timeout.ms=8000"));
        for (String setting : TestEngines.settings(engines)) {
            command.add("--" + setting);
        }
        try {
            return new WorkerProcess(new ProcessBuilder(command).inheritIO().start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without warning. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
