package com.lehnz.testing;

import com.lehnz.pipeline.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Kafka behind the service's back. */
public record RawKafka(Engines engines) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Puts a record into a queue that no endpoint would have let through. */
    public void send(Topic topic, @Nullable String key, byte @Nullable [] value) {
        send(topic, key, value, Instant.now());
    }

    /** As if it had been accepted at that time. */
    public void send(Topic topic, @Nullable String key, byte @Nullable [] value, Instant acceptedAt) {
        try (var producer = new KafkaProducer<String, byte[]>(
                Map.of("bootstrap.servers", engines.kafka(), "max.request.size", 16_000_000),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.topicName(), null, acceptedAt.toEpochMilli(), key, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<JsonNode> deadLetters() {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", engines.kafka()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer, Topic.DEAD_LETTERS);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<JsonNode> letters = new ArrayList<>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    letters.add(JSON.readTree(record.value()));
                }
            }
            return letters;
        }
    }

    /** Has everything in a queue delivered again; fails while somebody still reads it. */
    public void rewind(Topic topic, String group) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", engines.kafka()))) {
            Map<TopicPartition, OffsetAndMetadata> start =
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().keySet().stream()
                            .filter(partition -> partition.topic().equals(topic.topicName()))
                            .collect(Collectors.toMap(each -> each, each -> new OffsetAndMetadata(0)));
            admin.alterConsumerGroupOffsets(group, start).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, Topic topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic.topicName());
        return partitions.stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }
}
