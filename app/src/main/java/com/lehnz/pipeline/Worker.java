package com.lehnz.pipeline;

import com.lehnz.engine.OrgId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.ReceiverRecord;
import reactor.util.retry.Retry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads one topic batch by batch and hands each to its handler. The next batch is asked for when the last one is stored,
 * so a slow or absent OpenSearch pauses consumption and drops nothing; offsets are committed after that.
 */
final class Worker<T> {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final int ORGANIZATIONS_AT_ONCE = 4;
    private static final int REQUEST_TIMEOUT_MS = 30_000;
    private static final Duration LONGEST_BATCH = Duration.ofSeconds(15);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(25);

    private final RecordHandler<T> handler;
    private final PatientHandler<T> patient;
    private final DeadLetters deadLetters;
    private final OriginTracker origins;
    private final PipelineProperties properties;
    private final JsonMapper json;
    private final Timer lag;
    private final boolean stores;
    private final Drain drain = new Drain();
    private final Consumers consumers;
    /** Of a worker that was stopped while it started, too: what comes to run after that ends at once. */
    private final Disposable.Swap running = Disposables.swap();

    Worker(
            RecordHandler<T> handler,
            DeadLetters deadLetters,
            OriginTracker origins,
            PipelineProperties properties,
            JsonMapper json,
            MeterRegistry meters) {
        this.handler = handler;
        this.patient = new PatientHandler<>(handler);
        this.deadLetters = deadLetters;
        this.origins = origins;
        this.properties = properties;
        this.json = json;
        this.lag = meters.timer("lehnz.pipeline.lag", "topic", handler.topic().topicName(), "group", handler.group());
        this.consumers = new Consumers(!gathers());
        this.stores = handler.group().equals(group(handler.topic()));
    }

    /** @param topicId the topic's present incarnation, part of every record's {@link Position} */
    void start(Uuid topicId) {
        running.update(KafkaReceiver.create(consumers, options())
                .receiveBatch(1)
                .concatMap(
                        batch -> batch.collectList()
                                .flatMap(records -> consumers.holding(drain.work(handle(topicId, records)))),
                        0)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                        .maxBackoff(Duration.ofSeconds(5))
                        .transientErrors(true)
                        .doBeforeRetry(retry -> log.warn("{} starts over", name(), retry.failure())))
                .subscribe());
    }

    /**
     * Finishes the batch in the works, commits, and leaves the group, so that others take over at once. What takes too
     * long for that is cancelled, and worked through again by whoever comes.
     */
    Mono<Void> stop() {
        return Mono.defer(drain::close)
                .timeout(LONGEST_BATCH, Mono.empty())
                .doOnSuccess(drained -> running.dispose())
                .then(Mono.defer(consumers::left))
                .timeout(LONGEST_STOP, Mono.empty());
    }

    private ReceiverOptions<String, byte[]> options() {
        // A batch may be what two polls bring: PacedConsumer.
        int polls = gathers() ? 1 : 2;
        ReceiverOptions<String, byte[]> options = ReceiverOptions.<String, byte[]>create(properties.client())
                .consumerProperty(ConsumerConfig.GROUP_ID_CONFIG, name())
                .consumerProperty(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class)
                .consumerProperty(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class)
                .consumerProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")
                .consumerProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, handler.most(properties.batchSize()) / polls)
                .consumerProperty(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, properties.batchBytes() / polls)
                .consumerProperty(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000)
                .commitInterval(properties.commitInterval())
                // A batch in the works when partitions move is finished and committed before they go.
                .maxDelayRebalance(Duration.ofSeconds(20))
                .subscription(List.of(handler.topic().topicName()));
        if (!gathers()) {
            return options;
        }
        int gatheredMs = Math.toIntExact(handler.gatheredFor().toMillis());
        return options.consumerProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, properties.batchBytes())
                // A single partition may have so much: nobody waits for the others then.
                .consumerProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, properties.batchBytes())
                .consumerProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, gatheredMs)
                // The broker answers only after that wait.
                .consumerProperty(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, gatheredMs + REQUEST_TIMEOUT_MS)
                // And a consumer that stops would wait for that answer; it has left its group by then.
                .closeTimeout(Duration.ofSeconds(2));
    }

    private boolean gathers() {
        return !handler.gatheredFor().isZero();
    }

    private String name() {
        return handler.group();
    }

    static String group(Topic topic) {
        return topic.topicName() + ".worker";
    }

    private Mono<Void> handle(Uuid topicId, List<ReceiverRecord<String, byte[]>> batch) {
        Map<OrgId, List<Received<T>>> byOrganization = new LinkedHashMap<>();
        Map<Position, ReceiverRecord<String, byte[]>> originals = new LinkedHashMap<>();
        List<DeadLetter> unreadable = new ArrayList<>();
        for (var record : batch) {
            var position = new Position(topicId + "/" + record.partition(), record.offset());
            try {
                OrgId org = Message.orgOf(record.key());
                T body = body(record.value());
                originals.put(position, record);
                byOrganization
                        .computeIfAbsent(org, first -> new ArrayList<>())
                        .add(new Received<>(
                                body,
                                position,
                                Instant.ofEpochMilli(record.timestamp()),
                                DeadLetterRecord.position(record.headers())));
            } catch (JacksonException | IllegalArgumentException e) {
                unreadable.add(deadLetter(record, position, "unreadable: " + e.getMessage()));
            }
        }
        Mono<Void> handled = Flux.fromIterable(byOrganization.entrySet())
                .flatMap(
                        entry -> patient.handle(entry.getKey(), entry.getValue())
                                .delayUntil(rejected -> report(entry.getKey(), entry.getValue(), rejected, originals)),
                        ORGANIZATIONS_AT_ONCE)
                .flatMapIterable(rejected -> rejected)
                .map(rejected -> deadLetter(
                        Objects.requireNonNull(originals.get(rejected.record().position())),
                        rejected.record().position(),
                        rejected.reason()))
                .collectList()
                .doOnNext(letters -> letters.addAll(unreadable))
                .filter(letters -> stores)
                .flatMap(deadLetters::publish);
        return handled.then(Mono.fromRunnable(() -> acknowledge(batch)));
    }

    /** Nothing of a tracker's own may hold up the queue. */
    private Mono<Void> report(
            OrgId org,
            List<Received<T>> records,
            List<RecordHandler.Rejected<T>> rejected,
            Map<Position, ReceiverRecord<String, byte[]>> originals) {
        Map<Position, String> reasons = new HashMap<>();
        rejected.forEach(each -> reasons.put(each.record().position(), each.reason()));
        List<OriginTracker.Settled> settled = new ArrayList<>();
        for (Received<T> record : records) {
            Position position = record.position();
            Origin origin =
                    Origin.of(Objects.requireNonNull(originals.get(position)).headers());
            if (origin != null) {
                settled.add(new OriginTracker.Settled(origin, position, reasons.get(position)));
            }
        }
        return settled.isEmpty() || !stores
                ? Mono.empty()
                : PatientHandler.untilAvailable(name(), Mono.defer(() -> origins.settled(org, settled)))
                        .onErrorResume(error -> {
                            log.error("{} cannot say what became of {} records", name(), settled.size(), error);
                            return Mono.empty();
                        });
    }

    private T body(byte @Nullable [] value) {
        @Nullable T body = value == null ? null : json.readValue(value, handler.type());
        if (body == null) {
            throw new IllegalArgumentException("there is nothing in it");
        }
        return body;
    }

    private static DeadLetter deadLetter(ReceiverRecord<String, byte[]> record, Position position, String reason) {
        return new DeadLetter(
                record.topic(),
                Objects.requireNonNullElse(DeadLetterRecord.position(record.headers()), position),
                record.key(),
                record.value(),
                Instant.ofEpochMilli(record.timestamp()),
                reason,
                Instant.now());
    }

    private void acknowledge(List<ReceiverRecord<String, byte[]>> batch) {
        for (var record : batch) {
            record.receiverOffset().acknowledge();
            lag.record(Duration.between(Instant.ofEpochMilli(record.timestamp()), Instant.now()));
        }
    }
}
