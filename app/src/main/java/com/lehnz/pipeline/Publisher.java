package com.lehnz.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderOptions;
import reactor.kafka.sender.SenderRecord;
import tools.jackson.databind.json.JsonMapper;

/** The way into Kafka. */
@Component
public class Publisher implements DisposableBean {
    private final KafkaSender<String, byte[]> sender;
    private final PipelineProperties properties;
    private final JsonMapper json;
    private final MeterRegistry meters;

    Publisher(PipelineProperties properties, JsonMapper json, MeterRegistry meters) {
        int timeout = Math.toIntExact(properties.publishTimeout().toMillis());
        this.sender = KafkaSender.create(SenderOptions.<String, byte[]>create(properties.client())
                .producerProperty(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class)
                .producerProperty(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class)
                .producerProperty(ProducerConfig.ACKS_CONFIG, "all")
                .producerProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
                // Fetches are bounded by bytes as stored: compressed ones could unfold to any size in a worker.
                .producerProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none")
                .producerProperty(ProducerConfig.LINGER_MS_CONFIG, 1)
                .producerProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetterRecord.MAX_BYTES)
                .producerProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout)
                .producerProperty(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout - 1)
                .producerProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout)
                .producerProperty(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000)
                .stopOnError(false));
        this.properties = properties;
        this.json = json;
        this.meters = meters;
        for (Topic topic : Topic.values()) {
            published(topic);
        }
    }

    /**
     * Completes when every in-sync broker has every message. Fails with {@link PipelineUnavailableException} when that
     * did not happen in time; some of the messages may have got through then. Fails with {@link MessageTooLargeException}
     * before anything is sent.
     */
    public Mono<Void> publish(Topic topic, List<Message> messages) {
        return Mono.fromCallable(() ->
                        messages.stream().map(message -> record(topic, message)).toList())
                .flatMap(records -> send(topic, records));
    }

    /** As {@link #publish}, for records that are bytes already. */
    Mono<Void> send(Topic topic, List<ProducerRecord<String, byte[]>> records) {
        return sender.send(Flux.fromIterable(records).map(record -> SenderRecord.create(record, null)))
                .<Void>handle((result, sink) -> {
                    if (result.exception() != null) {
                        sink.error(result.exception());
                    }
                })
                .then()
                // The producer's send waits for metadata, at most for the publish timeout: never on an event loop.
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(properties.publishTimeout().multipliedBy(2))
                .onErrorMap(Publisher::translate)
                .doOnSuccess(done -> published(topic).increment(records.size()));
    }

    private Counter published(Topic topic) {
        return meters.counter("lehnz.published", "topic", topic.topicName());
    }

    private ProducerRecord<String, byte[]> record(Topic topic, Message message) {
        byte[] body = json.writeValueAsBytes(message.body());
        if (body.length > Topics.MAX_BODY_BYTES) {
            throw new MessageTooLargeException(body.length, Topics.MAX_BODY_BYTES);
        }
        var record = new ProducerRecord<>(topic.topicName(), message.key(), body);
        if (message.origin() != null) {
            message.origin().addTo(record.headers());
        }
        return record;
    }

    /** Most errors of Kafka's may be gone with the next attempt; those of a record of its own making will not. */
    private static Throwable translate(Throwable error) {
        return error instanceof RecordTooLargeException || error instanceof SerializationException
                ? new IllegalStateException("Kafka can never take this record", error)
                : new PipelineUnavailableException(error);
    }

    @Override
    public void destroy() {
        sender.close();
    }
}
