package com.lehnz.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of ours in a process of its own, as an operator starts it, and which can be killed like one. */
final class LehnzProcess {
    private final Process process;
    private final Path output;

    private LehnzProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static LehnzProcess start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseParallelGC",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(ServiceProcess.program());
        command.addAll(arguments);
        Path output = Files.createTempFile("lehnz", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new LehnzProcess(process, output);
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /**
     * Kills it without warning.
     *
     * @return whether it was still running
     */
    boolean killAfter(Duration time) throws InterruptedException {
        if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        process.destroyForcibly().waitFor();
        return true;
    }

    /**
     * What it printed last.
     *
     * @throws IllegalStateException with all that it printed when it failed
     */
    String await() throws IOException, InterruptedException {
        int status = process.waitFor();
        List<String> lines = Files.readAllLines(output);
        Files.delete(output);
        if (status != 0) {
            throw new IllegalStateException(String.join("\n", lines));
        }
        return lines.isEmpty() ? "" : lines.getLast();
    }
}
