package com.lehnz.testing;

import com.lehnz.pipeline.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Kafka behind the service's back. */
public record RawKafka(Engines engines) {
    /** Puts records into a queue that no endpoint would have let through, all at once. */
    public void send(Topic topic, @Nullable String key, byte[] @Nullable ... values) {
        send(Instant.now(), topic, key, values);
    }

    /** As if they had been accepted at that time. */
    public void send(Instant acceptedAt, Topic topic, @Nullable String key, byte[] @Nullable ... values) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (byte[] value : values) {
            records.add(new ProducerRecord<>(topic.topicName(), null, acceptedAt.toEpochMilli(), key, value));
        }
        send(records);
    }

    public void send(List<ProducerRecord<String, byte[]>> records) {
        try (var producer = new KafkaProducer<String, byte[]>(
                Map.of("bootstrap.servers", engines.kafka(), "max.request.size", 17_000_000, "linger.ms", 100),
                new StringSerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ProducerRecord<String, byte[]> record : records) {
                sent.add(producer.send(record));
            }
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
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

    /** Lets go of everything in a queue, as Kafka does with what is older than it is to keep. */
    public void forget(Topic topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", engines.kafka()))) {
            Map<TopicPartition, RecordsToDelete> all =
                    admin.describeTopics(List.of(topic.topicName())).allTopicNames().get().values().stream()
                            .flatMap(described -> described.partitions().stream())
                            .collect(Collectors.toMap(
                                    each -> new TopicPartition(topic.topicName(), each.partition()),
                                    each -> RecordsToDelete.beforeOffset(-1)));
            admin.deleteRecords(all).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
