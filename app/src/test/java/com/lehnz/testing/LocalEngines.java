package com.lehnz.testing;

import com.lehnz.localstack.Engine;
import com.lehnz.localstack.LocalStack;
import com.lehnz.localstack.LocalStackSettings;
import com.lehnz.localstack.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Engines as child processes of this JVM: they go when it goes. */
final class LocalEngines implements Engines {
    private final LocalStack stack;

    LocalEngines() {
        Path archives = Path.of(System.getProperty("lehnz.engines", "../local-stack/target/engines"));
        if (!Files.isDirectory(archives)) {
            throw new IllegalStateException("No engines to test on: start a Docker engine, or build local-stack first"
                    + " (./mvnw -pl local-stack package) so that " + archives + " is there.");
        }
        try {
            Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "test-stack");
            stack = LocalStack.start(LocalStackSettings.of(archives, data), Progress.silent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public URI opensearch() {
        return stack.opensearch();
    }

    @Override
    public String kafka() {
        return stack.kafkaBootstrap();
    }

    @Override
    public void killOpenSearch() {
        stack.opensearchEngine().kill();
    }

    @Override
    public void restartOpenSearch() {
        restart(stack.opensearchEngine());
    }

    @Override
    public void killKafka() {
        stack.kafkaEngine().kill();
    }

    @Override
    public void restartKafka() {
        restart(stack.kafkaEngine());
    }

    private static void restart(Engine engine) {
        engine.start();
        engine.awaitHealthy();
    }
}
