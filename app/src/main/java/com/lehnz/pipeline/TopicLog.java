package com.lehnz.pipeline;

import com.lehnz.engine.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Records of a topic once more, read beside the workers and without their knowing. */
@Component
public class TopicLog {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Topics topics;
    private final PipelineProperties properties;
    private final JsonMapper json;

    TopicLog(Topics topics, PipelineProperties properties, JsonMapper json) {
        this.topics = topics;
        this.properties = properties;
        this.json = json;
    }

    /** After all that was accepted so far. */
    public Mono<Offsets> end(Topic topic) {
        return soon(topics.offsets(topic, topics.ends(topic)));
    }

    /** After all that the workers of a topic have worked through. */
    public Mono<Offsets> workedThrough(Topic topic) {
        return soon(topics.offsets(topic, topics.committed(topic, Worker.group(topic))));
    }

    /** Topics wait for Kafka as long as it takes; whoever started a command wants to know. */
    private <T> Mono<T> soon(Mono<T> answer) {
        return answer.timeout(
                PATIENCE, Mono.error(() -> new IllegalStateException("%s does not answer.".formatted(properties))));
    }

    /**
     * An organization's records from one moment to another, in order. Those that nobody can read are left out, as the
     * workers do.
     *
     * @return some at a time; fails where Kafka has forgotten some of them
     */
    public <T> Flux<List<Received<T>>> read(OrgId org, Topic topic, Class<T> type, Offsets from, Offsets to) {
        if (!from.topicId().equals(to.topicId())) {
            return Flux.error(new IllegalStateException(topic.topicName() + " was made anew: its records are gone."));
        }
        return Flux.<List<Received<T>>, KafkaConsumer<String, byte[]>>generate(
                        () -> open(topic, from),
                        (consumer, sink) -> {
                            boolean read = consumer.assignment().stream()
                                    .allMatch(each -> consumer.position(each, PATIENCE)
                                            >= to.next().getOrDefault(each.partition(), 0L));
                            if (read) {
                                sink.complete();
                            } else {
                                sink.next(poll(consumer, org, type, from.topicId(), to));
                            }
                            return consumer;
                        },
                        KafkaConsumer::close)
                .subscribeOn(Schedulers.boundedElastic())
                .filter(records -> !records.isEmpty());
    }

    private <T> List<Received<T>> poll(
            KafkaConsumer<String, byte[]> consumer, OrgId org, Class<T> type, String topicId, Offsets to) {
        List<Received<T>> records = new ArrayList<>();
        for (var record : consumer.poll(POLL)) {
            if (record.offset() >= to.next().getOrDefault(record.partition(), 0L)) {
                continue;
            }
            try {
                // Of all organizations' records only its own are unpacked.
                @Nullable
                T body = Message.orgOf(record.key()).equals(org) ? json.readValue(record.value(), type) : null;
                if (body != null) {
                    records.add(new Received<>(
                            body,
                            new Position(topicId + "/" + record.partition(), record.offset()),
                            Instant.ofEpochMilli(record.timestamp())));
                }
            } catch (JacksonException | IllegalArgumentException e) {
                continue; // Set aside by the workers.
            }
        }
        return records;
    }

    private KafkaConsumer<String, byte[]> open(Topic topic, Offsets from) {
        Map<String, Object> settings = properties.client();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.batchSize());
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, properties.batchBytes());
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        Map<TopicPartition, Long> start = from.next().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> new TopicPartition(topic.topicName(), entry.getKey()), Map.Entry::getValue));
        consumer.assign(start.keySet());
        start.forEach(consumer::seek);
        Map<TopicPartition, Long> kept = consumer.beginningOffsets(start.keySet(), PATIENCE);
        if (start.entrySet().stream().anyMatch(each -> kept.getOrDefault(each.getKey(), 0L) > each.getValue())) {
            consumer.close();
            throw new IllegalStateException("Kafka has forgotten records of " + topic.topicName()
                    + " that are needed: see lehnz.kafka.retention.");
        }
        return consumer;
    }
}
