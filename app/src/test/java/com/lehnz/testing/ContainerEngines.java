package com.lehnz.testing;

import java.net.URI;
import org.opensearch.testcontainers.OpenSearchContainer;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;

/** Engines in containers, where a Docker engine answers. Removed with the JVM by Testcontainers itself. */
final class ContainerEngines implements Engines {
    private final OpenSearchContainer<?> opensearch = new OpenSearchContainer<>("opensearchproject/opensearch:3.6.0");
    private final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.2.1");

    ContainerEngines() {
        opensearch.start();
        kafka.start();
    }

    static boolean available() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public URI opensearch() {
        return URI.create(opensearch.getHttpHostAddress());
    }

    @Override
    public String kafka() {
        return kafka.getBootstrapServers();
    }

    @Override
    public void killOpenSearch() {
        kill(opensearch);
    }

    @Override
    public void restartOpenSearch() {
        restart(opensearch);
        Wait.forHttp("/").forPort(9200).waitUntilReady(opensearch);
    }

    @Override
    public void killKafka() {
        kill(kafka);
    }

    @Override
    public void restartKafka() {
        restart(kafka);
        Wait.forListeningPort().waitUntilReady(kafka);
    }

    private static void kill(GenericContainer<?> container) {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    private static void restart(GenericContainer<?> container) {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
    }
}
