package com.lehnz.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters for whoever looks into them: read from their topic on every call, which waits. Not for the service itself.
 */
public final class DeadLetterFile {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PipelineProperties properties;

    public DeadLetterFile(PipelineProperties properties) {
        this.properties = properties;
    }

    /** A letter without its value, which may be large. */
    public record Summary(
            DeadLetterId id, String topic, @Nullable String key, int size, String reason, Instant at) {}

    /** The letters that have not been replayed, oldest first. */
    public List<Summary> waiting() {
        Map<DeadLetterId, Summary> waiting = new HashMap<>();
        try (var consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.DEAD_LETTERS.topicName(), PATIENCE).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            readToEnd(consumer, record -> {
                DeadLetterId replayed = DeadLetterRecord.replayed(record.headers());
                if (replayed != null) {
                    waiting.remove(replayed);
                } else if (DeadLetterRecord.isLetter(record.headers())) {
                    DeadLetter letter = DeadLetterRecord.read(record);
                    DeadLetterId id = new DeadLetterId(record.partition(), record.offset());
                    waiting.put(
                            id,
                            new Summary(id, letter.topic(), letter.key(), letter.size(), letter.reason(), letter.at()));
                }
            });
        }
        return waiting.values().stream()
                .sorted(Comparator.comparing(Summary::at).thenComparing(Summary::id))
                .toList();
    }

    /** A letter, replayed or not; empty where there is none of this id. */
    public Optional<DeadLetter> find(DeadLetterId id) {
        try (var consumer = consumer()) {
            return find(consumer, id);
        }
    }

    /**
     * Puts original records at the end of their topics again, and remembers that it did, one after the other. Should it
     * stop in between, a letter may wait on that was replayed; replaying it again has the effect of a redelivery.
     *
     * @throws IllegalArgumentException when there is no letter of such an id
     */
    public void replay(List<DeadLetterId> ids) {
        try (var consumer = consumer();
                var producer = producer()) {
            for (DeadLetterId id : ids) {
                DeadLetter letter = find(consumer, id)
                        .orElseThrow(() -> new IllegalArgumentException("There is no dead letter " + id));
                producer.send(DeadLetterRecord.replay(letter)).get();
                producer.send(DeadLetterRecord.replayed(id)).get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not take it: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Optional<DeadLetter> find(KafkaConsumer<String, byte[]> consumer, DeadLetterId id) {
        var partition = new TopicPartition(Topic.DEAD_LETTERS.topicName(), id.partition());
        if (consumer.partitionsFor(partition.topic(), PATIENCE).size() <= id.partition()) {
            return Optional.empty();
        }
        consumer.assign(List.of(partition));
        boolean exists = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L) <= id.offset()
                && id.offset() < consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        if (!exists) {
            return Optional.empty();
        }
        consumer.seek(partition, id.offset());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (var record : consumer.poll(Duration.ofMillis(500))) {
                boolean isIt = record.offset() == id.offset() && DeadLetterRecord.isLetter(record.headers());
                return isIt ? Optional.of(DeadLetterRecord.read(record)) : Optional.empty();
            }
        }
        throw new IllegalStateException("Kafka does not hand out " + id);
    }

    private static void readToEnd(
            KafkaConsumer<String, byte[]> consumer, Consumer<ConsumerRecord<String, byte[]>> reader) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), PATIENCE);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.assignment().stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
            for (var record : consumer.poll(Duration.ofMillis(500))) {
                reader.accept(record);
                deadline = System.nanoTime() + PATIENCE.toNanos();
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Kafka hands out no more dead letters");
            }
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = properties.client();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, properties.batchBytes());
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<String, byte[]> producer() {
        Map<String, Object> settings = properties.client();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetterRecord.MAX_BYTES);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
