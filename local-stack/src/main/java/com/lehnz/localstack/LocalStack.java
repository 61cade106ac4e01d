package com.lehnz.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A real OpenSearch with k-NN and a real Kafka broker, on loopback, for as long as this JVM keeps them. */
public final class LocalStack implements AutoCloseable {
    private final DataDirectory data;
    private final OpenSearchSpec opensearchSpec;
    private final KafkaSpec kafkaSpec;
    private final Engine opensearch;
    private final Engine kafka;

    private LocalStack(LocalStackSettings settings, Installation installation, DataDirectory data, Ports ports) {
        this.data = data;
        this.opensearchSpec = new OpenSearchSpec(
                installation.opensearchHome(),
                data.launchers(),
                data.of("opensearch"),
                ports,
                settings.opensearchHeapMb());
        this.kafkaSpec = new KafkaSpec(
                installation.kafkaJars(), data.launchers(), data.of("kafka"), ports, settings.kafkaHeapMb());
        this.opensearch = new Engine(opensearchSpec, data.log("opensearch"), settings.startDeadline());
        this.kafka = new Engine(kafkaSpec, data.log("kafka"), settings.startDeadline());
    }

    /**
     * Starts both engines side by side and blocks until both are healthy.
     *
     * @throws LocalStackException if that fails; nothing is left running then
     */
    public static LocalStack start(LocalStackSettings settings, Progress progress) {
        try {
            Installation installation = Installation.ensure(settings, progress);
            DataDirectory data = DataDirectory.open(settings.data());
            try {
                var stack = new LocalStack(settings, installation, data, Ports.choose(settings));
                stack.startEngines(settings, progress);
                return stack;
            } catch (IOException | RuntimeException e) {
                data.close();
                throw e;
            }
        } catch (IOException e) {
            throw new LocalStackException("The local stack in " + settings.data() + " cannot start: " + e, e);
        }
    }

    /**
     * Deletes what an earlier stack wrote.
     *
     * @throws LocalStackException while a stack uses the directory
     */
    public static void erase(Path data) throws IOException {
        DataDirectory.erase(data.toAbsolutePath().normalize());
    }

    /** Where the Kafka of a stack listens, whether it runs or not; empty where there was never one in the directory. */
    public static Optional<String> kafkaBootstrapOf(Path data) {
        return Ports.kafkaClientOf(data.toAbsolutePath().normalize()).map(KafkaSpec::at);
    }

    /** Where its OpenSearch listens, in the same way. */
    public static Optional<URI> opensearchOf(Path data) {
        return Ports.opensearchHttpOf(data.toAbsolutePath().normalize()).map(OpenSearchSpec::at);
    }

    private void startEngines(LocalStackSettings settings, Progress progress) throws IOException {
        try {
            progress.report("Starting OpenSearch on " + opensearch() + " and Kafka on " + kafkaBootstrap());
            opensearch.start();
            kafka.start();
            long started = System.nanoTime();
            List<Engine> waiting = new ArrayList<>(List.of(kafka, opensearch));
            boolean healthy = Polling.until(settings.startDeadline(), () -> {
                for (Engine engine : List.copyOf(waiting)) {
                    if (engine.isHealthy()) {
                        waiting.remove(engine);
                        double seconds = (System.nanoTime() - started) / 1e9;
                        progress.report("%s is up after %.1f s".formatted(engine.name(), seconds));
                    }
                }
                return waiting.isEmpty();
            });
            if (!healthy) {
                throw waiting.getFirst().unhealthy();
            }
        } catch (IOException | RuntimeException e) {
            opensearch.kill();
            kafka.kill();
            throw e;
        }
    }

    public URI opensearch() {
        return opensearchSpec.uri();
    }

    public String kafkaBootstrap() {
        return kafkaSpec.bootstrap();
    }

    public Engine opensearchEngine() {
        return opensearch;
    }

    public Engine kafkaEngine() {
        return kafka;
    }

    /** Stops both engines side by side; their data stay. */
    @Override
    public void close() {
        opensearch.requestStop();
        kafka.requestStop();
        opensearch.stop();
        kafka.stop();
        try {
            data.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
