package com.lehnz.localstack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One engine of a stack: a child process that can be stopped, killed and started again on the same ports and data. */
public final class Engine {
    private static final Duration GRACE = Duration.ofSeconds(25);
    private static final int TAIL = 15;
    // Meant for the application: an agent or a heap size named there must not reach the engines.
    private static final Set<String> NOT_INHERITED =
            Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH");

    private final EngineSpec spec;
    private final Path logFile;
    private final Duration startDeadline;
    private @Nullable Process process;

    Engine(EngineSpec spec, Path logFile, Duration startDeadline) {
        this.spec = spec;
        this.logFile = logFile;
        this.startDeadline = startDeadline;
    }

    public String name() {
        return spec.name();
    }

    public Path logFile() {
        return logFile;
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Starts the process and returns at once; {@link #awaitHealthy} waits until it serves requests. */
    public synchronized void start() {
        if (isAlive()) {
            return;
        }
        try {
            spec.configure();
            var builder = new ProcessBuilder(command())
                    .directory(spec.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
            builder.environment().keySet().removeAll(NOT_INHERITED);
            process = builder.start();
        } catch (IOException e) {
            throw new LocalStackException(name() + " could not be started: " + e.getMessage(), e);
        }
    }

    private List<String> command() {
        // Ctrl-C in a terminal reaches all processes at once; the engines must outlast the application that still
        // writes to them, so they ignore it and leave when their standard input ends.
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.add("-Dlehnz.lock=" + lockFile(spec.directory()));
        command.addAll(spec.arguments());
        return command;
    }

    /** Held by the engine's process as long as it lives. */
    static Path lockFile(Path directory) {
        return directory.resolve("process.lock");
    }

    /** Waits for the engine to serve requests; fails at once when its process ends instead. */
    public void awaitHealthy() {
        try {
            if (!Polling.until(startDeadline, this::isHealthy)) {
                throw unhealthy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isHealthy() {
        boolean alive = isAlive();
        try {
            if (alive && spec.answers()) {
                return true;
            }
        } catch (IOException e) {
            // Not listening yet, or not well: both are a no.
        }
        if (!alive) {
            throw new LocalStackException(
                    name() + " ended while starting; its log " + logFile + " ends with:\n" + lastLines());
        }
        return false;
    }

    LocalStackException unhealthy() {
        return new LocalStackException(name() + " was not healthy after " + startDeadline.toSeconds()
                + " s; its log is " + logFile + " and ends with:\n" + lastLines());
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(logFile);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }

    /** Lets the engine finish what it does and waits until it is gone; kills it when that takes too long. */
    public synchronized void stop() {
        requestStop();
        if (process != null && !exited(process, GRACE)) {
            kill();
        }
    }

    synchronized void requestStop() {
        if (process != null) {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                // Only when the process is gone already.
            }
        }
    }

    /** SIGKILL, as when the machine's memory is over: nothing is flushed or said goodbye to. */
    public synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
            exited(process, GRACE);
        }
    }

    private static boolean exited(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
