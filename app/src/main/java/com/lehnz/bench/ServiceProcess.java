package com.lehnz.bench;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A node of the service in a process of its own: its heap is its own, and it can be killed like a machine loses power. */
final class ServiceProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern HEAP =
            Pattern.compile("^jvm_memory_used_bytes\\{area=\"heap\".*} (\\S+)$", Pattern.MULTILINE);
    private static final String METRICS_TOKEN = "bench";

    private final List<String> command;
    private final Path log;
    private final URI url;
    private Process process;

    private ServiceProcess(List<String> command, Path log, URI url) throws IOException {
        this.command = command;
        this.log = log;
        this.url = url;
        this.process = launch();
        // Whoever interrupts the measurement leaves nothing running.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
    }

    /**
     * @param heap megabytes
     * @param settings of the service
     */
    static ServiceProcess start(int heap, Path log, List<String> settings) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-XX:+UseParallelGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(program());
        command.addAll(List.of("serve", "--server.port=" + port, "--lehnz.metrics.token=" + METRICS_TOKEN));
        command.addAll(settings);
        ServiceProcess service = new ServiceProcess(command, log, URI.create("http://localhost:" + port));
        service.awaitReady();
        return service;
    }

    /** As this process was started itself: from the one jar, or from classes. */
    static List<String> program() {
        String classPath = System.getProperty("java.class.path");
        return classPath.contains(File.pathSeparator)
                ? List.of("-cp", classPath, "com.lehnz.cli.Lehnz")
                : List.of("-jar", classPath);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    URI url() {
        return url;
    }

    /** Without warning; and starts it again. */
    void killAndRestart() throws IOException, InterruptedException {
        process.destroyForcibly().onExit().join();
        process = launch();
        awaitReady();
    }

    /** Bytes of its heap in use, garbage included. */
    long heap(Http http) throws IOException, InterruptedException {
        String metrics = http.send(HttpRequest.newBuilder(url.resolve("/actuator/prometheus"))
                .header("Authorization", "Bearer " + METRICS_TOKEN)
                .build());
        return HEAP.matcher(metrics)
                .results()
                .mapToLong(pool -> (long) Double.parseDouble(pool.group(1)))
                .sum();
    }

    private void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Http http = new Http()) {
            while (!isReady(http)) {
                if (System.nanoTime() > deadline || !process.isAlive()) {
                    throw new IllegalStateException("The service does not start: see " + log);
                }
                Thread.sleep(100); // Asks from outside: there is nothing to wait on.
            }
        }
    }

    private boolean isReady(Http http) throws InterruptedException {
        try {
            http.send(Http.get(url, "/actuator/health/readiness"));
            return true;
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
