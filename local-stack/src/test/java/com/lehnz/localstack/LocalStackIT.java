package com.lehnz.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalStackIT {
    @TempDir
    static Path data;

    private static LocalStack stack;
    private static OpenSearchCalls opensearch;
    private static KafkaCalls kafka;

    @BeforeAll
    static void start() {
        stack = LocalStack.start(TestSettings.in(data), System.out::println);
        opensearch = new OpenSearchCalls(stack.opensearch());
        kafka = new KafkaCalls(stack.kafkaBootstrap());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void searchesVectors() throws Exception {
        opensearch.call("PUT", "/vectors", """
                {"settings": {"index.knn": true, "number_of_replicas": 0},
                 "mappings": {"properties": {"v": {"type": "knn_vector", "dimension": 2,
                  "method": {"name": "hnsw", "engine": "lucene", "space_type": "l2"}}}}}""");
        opensearch.call("PUT", "/vectors/_doc/near", "{\"v\": [1, 1]}");
        opensearch.call("PUT", "/vectors/_doc/far?refresh=true", "{\"v\": [9, 9]}");

        String found = opensearch.call("POST", "/vectors/_search?filter_path=hits.hits._id", """
                {"size": 1, "query": {"knn": {"v": {"vector": [0, 0], "k": 1}}}}""");

        assertThat(found).isEqualTo("{\"hits\":{\"hits\":[{\"_id\":\"near\"}]}}");
    }

    @Test
    void keepsDocumentsWhenOpenSearchIsKilled() throws Exception {
        opensearch.call("PUT", "/kept/_doc/1", "{\"name\": \"kept\"}");

        stack.opensearchEngine().kill();
        assertThat(stack.opensearchEngine().isAlive()).isFalse();
        stack.opensearchEngine().start();
        stack.opensearchEngine().awaitHealthy();

        assertThat(opensearch.call("GET", "/kept/_doc/1", "")).contains("\"found\":true");
    }

    @Test
    void keepsRecordsWhenKafkaIsKilled() throws Exception {
        kafka.createTopic("kept");
        kafka.send("kept", "one");

        stack.kafkaEngine().kill();
        assertThat(stack.kafkaEngine().isAlive()).isFalse();
        stack.kafkaEngine().start();
        stack.kafkaEngine().awaitHealthy();

        kafka.send("kept", "two");
        assertThat(kafka.count("kept")).isEqualTo(2);
    }

    @Test
    void createsNoTopicByAccident() throws Exception {
        assertThatThrownBy(() -> kafka.send("never-created", "lost")).hasCauseInstanceOf(TimeoutException.class);
        assertThat(kafka.topics()).doesNotContain("never-created");
    }

    @Test
    void refusesToShareItsData() {
        assertThatThrownBy(() -> LocalStack.start(TestSettings.in(data), Progress.silent()))
                .isInstanceOf(LocalStackException.class)
                .hasMessage("Another local stack (process "
                        + ProcessHandle.current().pid() + ") uses " + data
                        + ": stop it or choose another data directory.");
    }

    @Test
    void runsBesideAnother(@TempDir Path other) throws Exception {
        try (LocalStack second = LocalStack.start(TestSettings.in(other), Progress.silent())) {
            new OpenSearchCalls(second.opensearch()).call("PUT", "/second/_doc/1", "{}");
            new KafkaCalls(second.kafkaBootstrap()).createTopic("second");

            assertThat(opensearch.call("GET", "/_cat/indices?h=index", "")).doesNotContain("second");
            assertThat(kafka.topics()).doesNotContain("second");
        }
    }
}
