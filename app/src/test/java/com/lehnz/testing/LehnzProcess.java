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
import java.util.stream.Stream;

/** A command of ours in a process of its own, and what it prints. All return at once: wait for what they do. */
public record LehnzProcess(Process process, Path output) implements AutoCloseable {
    /** For workers that are killed: the others need not wait 45 s to learn of it. */
    public static final String SOON_MISSED = "lehnz.kafka.properties.session.timeout.ms=8000";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** A node that only works through queues. */
    public static LehnzProcess worker(Engines engines, String... more) {
        List<String> settings = new ArrayList<>(List.of(TestEngines.settings(engines)));
        settings.add("lehnz.role=worker");
        settings.addAll(List.of(more));
        return serve(settings.toArray(String[]::new));
    }

    /** A node, at a port that is free. */
    public static LehnzProcess serve(String... settings) {
        return serve(0, settings);
    }

    /** A node with all roles, where clients will find the one that comes after it. */
    public static LehnzProcess serve(Engines engines, int port, String... more) {
        return serve(
                port,
                Stream.of(TestEngines.settings(engines), more)
                        .flatMap(Stream::of)
                        .toArray(String[]::new));
    }

    private static LehnzProcess serve(int port, String... settings) {
        return command(Stream.concat(Stream.of("serve", "--server.port=" + port), options(settings)));
    }

    /** What an operator runs against the engines of a deployment. */
    public static LehnzProcess operate(Engines engines, String... command) {
        return command(Stream.concat(Arrays.stream(command), options(TestEngines.settings(engines))));
    }

    private static Stream<String> options(String... settings) {
        return Arrays.stream(settings).map(setting -> "--" + setting);
    }

    private static LehnzProcess command(Stream<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Lehnz.class.getName()));
        arguments.forEach(command::add);
        try {
            Path output = Files.createTempFile(Files.createDirectories(Path.of("target")), "lehnz", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new LehnzProcess(process, output);
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
