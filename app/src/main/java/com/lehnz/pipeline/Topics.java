package com.lehnz.pipeline;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** Creates what topics are missing once at start, waiting for Kafka as long as it takes to come up. */
@Component
public class Topics implements DisposableBean {
    /** A request body is limited to 1 MB by default; JSON written anew may be longer than it was read. */
    static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

    /** What is left of it beside the key, whose ids are bounded, and Kafka's own fields. */
    static final int MAX_BODY_BYTES = MAX_RECORD_BYTES - 8 * 1024;

    private static final Logger log = LoggerFactory.getLogger(Topics.class);

    private final Admin admin;
    private final PipelineProperties properties;
    private final Mono<Map<Topic, Uuid>> ids;
    private volatile String said = "";

    Topics(PipelineProperties properties) {
        this.properties = properties;
        this.admin = admin(properties);
        this.ids = createMissing()
                .then(describe())
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                        .maxBackoff(Duration.ofSeconds(5))
                        .filter(error -> !(error instanceof AuthenticationException))
                        .doBeforeRetry(retry -> waiting(retry.failure())))
                .onErrorMap(AuthenticationException.class, this::refusal)
                .cache();
    }

    private static Admin admin(PipelineProperties properties) {
        Map<String, Object> settings = properties.client();
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        try {
            return Admin.create(settings);
        } catch (KafkaException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "lehnz.kafka.properties",
                    properties.properties().keySet(),
                    NestedExceptionUtils.getMostSpecificCause(e).getMessage());
        }
    }

    /** Once for each reason, and not with every attempt. */
    private void waiting(Throwable reason) {
        String sentence = "waiting for %s: %s".formatted(properties, reason.getMessage());
        if (!sentence.equals(said)) {
            log.warn(sentence);
            said = sentence;
        }
    }

    private IllegalStateException refusal(AuthenticationException error) {
        return new IllegalStateException(
                "%s does not let us in (%s): check lehnz.kafka.properties.".formatted(properties, error.getMessage()),
                error);
    }

    /** Completes when every topic exists. */
    public Mono<Void> ready() {
        return ids.then();
    }

    /** The id of the topic's present incarnation: it changes when a topic is deleted and made anew. */
    Mono<Uuid> idOf(Topic topic) {
        return ids.map(all -> Objects.requireNonNull(all.get(topic)));
    }

    /** Completes when the cluster answers, fails when it does not within the time given. */
    public Mono<Void> ping(Duration timeout) {
        return await(() -> admin.describeCluster().clusterId()).timeout(timeout).then();
    }

    /** Records of a topic that a consumer group has not committed yet. */
    Mono<Long> backlog(Topic topic, String group) {
        // One after the other: ends that were read earlier may lie before what is committed meanwhile.
        return committed(topic, group)
                .zipWhen(committed -> ends(topic))
                .map(known -> known.getT2().entrySet().stream()
                        .mapToLong(end -> end.getValue() - known.getT1().getOrDefault(end.getKey(), 0L))
                        .sum());
    }

    /** By partition, the offset of the next record to come. */
    Mono<Map<Integer, Long>> ends(Topic topic) {
        return partitions(topic).flatMap(partitions -> offsets(partitions, OffsetSpec.latest()));
    }

    /**
     * By partition, the offset of the first record that a consumer group has not committed. What Kafka has forgotten before
     * the group came to it counts as committed: as a rule it never will be.
     */
    Mono<Map<Integer, Long>> committed(Topic topic, String group) {
        return partitions(topic)
                .flatMap(partitions -> Mono.zip(
                        await(() -> admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()),
                        offsets(partitions, OffsetSpec.earliest()),
                        (committed, kept) -> partitions.stream()
                                .collect(Collectors.toMap(TopicPartition::partition, partition -> {
                                    var offset = committed.get(partition);
                                    long first = kept.getOrDefault(partition.partition(), 0L);
                                    return offset == null ? first : Math.max(offset.offset(), first);
                                }))));
    }

    private Mono<Map<Integer, Long>> offsets(List<TopicPartition> partitions, OffsetSpec which) {
        return await(() -> admin.listOffsets(partitions.stream().collect(Collectors.toMap(each -> each, each -> which)))
                        .all())
                .map(offsets -> offsets.entrySet().stream()
                        .collect(Collectors.toMap(
                                each -> each.getKey().partition(),
                                each -> each.getValue().offset())));
    }

    private Mono<List<TopicPartition>> partitions(Topic topic) {
        return await(() -> admin.describeTopics(List.of(topic.topicName())).allTopicNames())
                .map(described -> Objects.requireNonNull(described.get(topic.topicName())).partitions().stream()
                        .map(partition -> new TopicPartition(topic.topicName(), partition.partition()))
                        .toList());
    }

    Mono<Offsets> offsets(Topic topic, Mono<Map<Integer, Long>> next) {
        return Mono.zip(idOf(topic), next, (id, offsets) -> new Offsets(id.toString(), offsets));
    }

    private Mono<Void> createMissing() {
        List<NewTopic> topics = Arrays.stream(Topic.values())
                .map(topic -> new NewTopic(
                                topic.topicName(),
                                Optional.of(properties.partitions()),
                                Optional.of(properties.replicationFactor()))
                        .configs(Map.of(
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxBytes(topic)),
                                TopicConfig.RETENTION_MS_CONFIG,
                                        Long.toString(properties.retention().toMillis()))))
                .toList();
        return Mono.defer(() -> Mono.when(admin.createTopics(topics).values().values().stream()
                .map(created -> await(() -> created).onErrorResume(TopicExistsException.class, exists -> Mono.empty()))
                .toList()));
    }

    private static int maxBytes(Topic topic) {
        return topic == Topic.DEAD_LETTERS ? DeadLetterRecord.MAX_BYTES : MAX_RECORD_BYTES;
    }

    private Mono<Map<Topic, Uuid>> describe() {
        List<String> names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        return await(() -> admin.describeTopics(names).allTopicNames())
                .map(described -> Arrays.stream(Topic.values())
                        .collect(Collectors.toMap(
                                topic -> topic,
                                topic -> Objects.requireNonNull(described.get(topic.topicName()))
                                        .topicId())));
    }

    private static <T> Mono<T> await(Supplier<KafkaFuture<T>> call) {
        return Mono.fromCompletionStage(() -> call.get().toCompletionStage()).subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public void destroy() {
        admin.close(Duration.ofSeconds(2));
    }
}
