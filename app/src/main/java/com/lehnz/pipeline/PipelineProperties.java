package com.lehnz.pipeline;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How to reach Kafka and how records flow through it.
 *
 * @param bootstrapServers where to find the brokers
 * @param properties of Kafka's own clients, such as {@code security.protocol}: how to get in where that takes more
 * @param partitions partitions of topics to come: the most workers that can share one topic
 * @param replicationFactor copies of each record
 * @param publishTimeout how long a record may wait for all acknowledgements before the caller is told that Kafka is
 *     unavailable
 * @param batchSize records handled together at most
 * @param batchBytes bytes fetched together at most, which bounds a worker's memory
 * @param commitInterval how often a worker tells Kafka how far it is: what it did since is done again after a crash, to no
 *     effect
 * @param retention how long records stay in Kafka
 */
@Validated
@ConfigurationProperties("lehnz.kafka")
public record PipelineProperties(
        @NotBlank @DefaultValue("localhost:9092") String bootstrapServers,
        @DefaultValue Map<String, String> properties,
        @Min(1) @DefaultValue("8") int partitions,
        @Min(1) @Max(Short.MAX_VALUE) @DefaultValue("1") short replicationFactor,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("5s")
        Duration publishTimeout,

        @Min(2) @DefaultValue("500") int batchSize,
        @Min(1024) @DefaultValue("8388608") int batchBytes,

        @NotNull @DurationMin(millis = 10) @DurationMax(seconds = 30) @DefaultValue("1s")
        Duration commitInterval,

        @NotNull @DefaultValue("7d") Duration retention) {

    /** What every client of Kafka's begins with. */
    Map<String, Object> client() {
        Map<String, Object> client = new HashMap<>(properties);
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return client;
    }

    /** Never the passwords in a log. */
    @Override
    public String toString() {
        return "Kafka at " + bootstrapServers;
    }
}
