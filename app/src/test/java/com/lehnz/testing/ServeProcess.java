package com.lehnz.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.cli.Lehnz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ./lehnz serve} in a process of its own, and what it prints. */
public record ServeProcess(Process process, Path output) implements AutoCloseable {
    /** For workers that are killed: the others need not wait 45 s to learn of it. */
    public static final String SOON_MISSED = "lehnz.kafka.properties.session.timeout.ms=8000";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** A node that only works through queues. */
    public static ServeProcess worker(Engines engines, String... more) {
        List<String> settings = new ArrayList<>(List.of(TestEngines.settings(engines)));
        settings.add("lehnz.role=worker");
        settings.addAll(List.of(more));
        return start(settings.toArray(String[]::new));
    }

    /** Returns at once: wait for what it does. */
    public static ServeProcess start(String... settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Lehnz.class.getName(),
                "serve",
                "--server.port=0"));
        Arrays.stream(settings).forEach(setting -> command.add("--" + setting));
        try {
            Path output = Files.createTempFile(Files.createDirectories(Path.of("target")), "serve", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new ServeProcess(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All lines so far. */
    public List<String> printed() {
        try {
            return Files.readAllLines(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM, as an orchestrator sends it. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for it to end by itself. */
    public int exitStatus() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("%s has ended; it printed %s", process.info().commandLine(), printed())
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    /** Without warning. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
