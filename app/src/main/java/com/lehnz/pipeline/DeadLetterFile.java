package com.lehnz.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
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
            for (TopicPartition partition : partitions(consumer)) {
                read(
                        consumer,
                        partition,
                        0,
                        Long.MAX_VALUE,
                        records -> records.forEach(record -> note(record, waiting)));
            }
        }
        return waiting.values().stream()
                .sorted(Comparator.comparing(Summary::at).thenComparing(Summary::id))
                .toList();
    }

    private static void note(ConsumerRecord<String, byte[]> record, Map<DeadLetterId, Summary> waiting) {
        DeadLetterId replayed = DeadLetterRecord.replayed(record.headers());
        if (replayed != null) {
            waiting.remove(replayed);
        } else if (DeadLetterRecord.isLetter(record.headers())) {
            DeadLetter letter = DeadLetterRecord.read(record);
            waiting.put(
                    id(record),
                    new Summary(id(record), letter.topic(), letter.key(), letter.size(), letter.reason(), letter.at()));
        }
    }

    /** A letter, replayed or not; empty where there is none of this id. */
    public Optional<DeadLetter> find(DeadLetterId id) {
        Map<DeadLetterId, DeadLetter> found = new HashMap<>();
        try (var consumer = consumer()) {
            read(consumer, new TreeSet<>(Set.of(id)), found::putAll);
        }
        return Optional.ofNullable(found.get(id));
    }

    /**
     * Puts original records at the end of their topics again, those of one key in the order in which they were set aside, and
     * remembers that it did. Should it stop in between, letters may wait on that were replayed; replaying them again has the
     * effect of a redelivery.
     *
     * @throws IllegalArgumentException when there is no letter of one of the ids; those of others are replayed
     */
    public void replay(Collection<DeadLetterId> ids) {
        Map<Integer, TreeSet<DeadLetterId>> byPartition = ids.stream()
                .collect(Collectors.groupingBy(DeadLetterId::partition, Collectors.toCollection(TreeSet::new)));
        Set<DeadLetterId> left = new TreeSet<>(ids);
        try (var consumer = consumer();
                var producer = producer()) {
            for (TreeSet<DeadLetterId> ofPartition : byPartition.values()) {
                read(consumer, ofPartition, letters -> left.removeAll(replay(producer, letters)));
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no dead letter " + left.iterator().next());
        }
    }

    /** One that Kafka does not take keeps none of the others from being replayed, and remembered. */
    private static Set<DeadLetterId> replay(
            KafkaProducer<String, byte[]> producer, Map<DeadLetterId, DeadLetter> letters) {
        Map<DeadLetterId, Future<RecordMetadata>> sent = new LinkedHashMap<>();
        for (var letter : letters.entrySet()) {
            Future<RecordMetadata> sending = producer.send(DeadLetterRecord.replay(letter.getValue()));
            sent.put(letter.getKey(), sending);
            if (sending.state() == Future.State.FAILED) {
                break; // There may be no broker: each of the others would wait for it.
            }
        }
        sent.forEach((id, sending) -> await(sending));
        Set<DeadLetterId> replayed = sent.keySet().stream()
                .filter(id -> Objects.requireNonNull(sent.get(id)).state() == Future.State.SUCCESS)
                .collect(Collectors.toSet());
        List<Future<RecordMetadata>> marked = replayed.stream()
                .map(id -> producer.send(DeadLetterRecord.replayed(id)))
                .toList();
        marked.forEach(DeadLetterFile::await);
        Stream.concat(sent.values().stream(), marked.stream())
                .filter(each -> each.state() == Future.State.FAILED)
                .findFirst()
                .ifPresent(failed -> {
                    throw new IllegalStateException("Kafka does not take it: " + failed.exceptionNow());
                });
        return replayed;
    }

    private static void await(Future<RecordMetadata> sending) {
        try {
            sending.get();
        } catch (ExecutionException e) {
            return; // Its state says so.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Some letters of one partition, in their order, as many at a time as a fetch brings. */
    private static void read(
            KafkaConsumer<String, byte[]> consumer,
            SortedSet<DeadLetterId> ids,
            Consumer<Map<DeadLetterId, DeadLetter>> reader) {
        TopicPartition partition = new TopicPartition(
                Topic.DEAD_LETTERS.topicName(), ids.getFirst().partition());
        if (partitions(consumer).contains(partition)) {
            read(consumer, partition, ids.getFirst().offset(), ids.getLast().offset() + 1, records -> {
                Map<DeadLetterId, DeadLetter> letters = new LinkedHashMap<>();
                records.stream()
                        .filter(record -> ids.contains(id(record)) && DeadLetterRecord.isLetter(record.headers()))
                        .forEach(record -> letters.put(id(record), DeadLetterRecord.read(record)));
                reader.accept(letters);
            });
        }
    }

    private static void read(
            KafkaConsumer<String, byte[]> consumer,
            TopicPartition partition,
            long from,
            long to,
            Consumer<List<ConsumerRecord<String, byte[]>>> reader) {
        List<TopicPartition> alone = List.of(partition);
        consumer.assign(alone);
        long end = Math.min(to, consumer.endOffsets(alone, PATIENCE).getOrDefault(partition, 0L));
        consumer.seek(
                partition,
                Math.max(from, consumer.beginningOffsets(alone, PATIENCE).getOrDefault(partition, 0L)));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < end) {
            List<ConsumerRecord<String, byte[]>> records =
                    consumer.poll(Duration.ofMillis(500)).records(partition);
            if (!records.isEmpty()) {
                reader.accept(
                        records.stream().filter(record -> record.offset() < end).toList());
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Kafka hands out no more dead letters");
            }
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        return consumer.partitionsFor(Topic.DEAD_LETTERS.topicName(), PATIENCE).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }

    private static DeadLetterId id(ConsumerRecord<String, byte[]> record) {
        return new DeadLetterId(record.partition(), record.offset());
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = properties.client();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, properties.batchBytes());
        // What retention deletes meanwhile is gone; what comes after it is not.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<String, byte[]> producer() {
        Map<String, Object> settings = properties.client();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetterRecord.MAX_BYTES);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
