package com.lehnz.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import reactor.kafka.receiver.ReceiverOptions;

/**
 * Hands out records only while nobody works on others, and then all that there are. Otherwise reactor-kafka asks for
 * batches ahead and Kafka's own consumer fetches another: whatever comes in meanwhile waits behind these, which are small and so
 * worth little.
 */
final class PacedConsumer<K, V> extends KafkaConsumer<K, V> {
    /** What came in while it was held takes one more fetch, which brokers answer at once. */
    private static final Duration CATCHES_UP_WITHIN = Duration.ofMillis(20);

    private final boolean catchesUp;
    private final Runnable closed;
    private final Set<TopicPartition> gone = new HashSet<>();
    private volatile boolean held;
    private boolean behind;

    /**
     * @param catchesUp whether it polls a second time after it was held: what was fetched before that is little
     * @param closed runs when it has left its group
     */
    PacedConsumer(ReceiverOptions<K, V> options, boolean catchesUp, Runnable closed) {
        super(options.consumerProperties(), options.keyDeserializer(), options.valueDeserializer());
        this.catchesUp = catchesUp;
        this.closed = closed;
    }

    /** From now on there is nothing new. */
    void hold() {
        held = true;
    }

    /** Whoever polls, in vain so far, is to ask again at once. */
    void release() {
        held = false;
        wakeup();
    }

    @Override
    public ConsumerRecords<K, V> poll(Duration timeout) {
        if (held) {
            behind = true;
            return pollNothing(timeout);
        }
        ConsumerRecords<K, V> records = super.poll(timeout);
        if (!behind || records.isEmpty()) {
            return records;
        }
        behind = false;
        return catchesUp ? catchUp(records) : records;
    }

    /** Stays a member of its group. Only a partition that comes to it just now may bring something, which waits then. */
    private ConsumerRecords<K, V> pollNothing(Duration timeout) {
        Set<TopicPartition> resting = new HashSet<>(assignment());
        resting.removeAll(paused());
        pause(resting);
        try {
            return super.poll(timeout);
        } finally {
            resting.retainAll(assignment());
            resume(resting);
        }
    }

    /** Partitions may go to others while it polls again. Those begin with what nobody has committed, so it is theirs. */
    private ConsumerRecords<K, V> catchUp(ConsumerRecords<K, V> first) {
        gone.clear();
        ConsumerRecords<K, V> second;
        try {
            second = super.poll(CATCHES_UP_WITHIN);
        } catch (WakeupException e) {
            second = ConsumerRecords.empty();
        }
        Map<TopicPartition, List<ConsumerRecord<K, V>>> records = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        for (TopicPartition partition : first.partitions()) {
            if (!gone.contains(partition)) {
                records.put(partition, new ArrayList<>(first.records(partition)));
                next.put(partition, Objects.requireNonNull(first.nextOffsets().get(partition)));
            }
        }
        for (TopicPartition partition : second.partitions()) {
            records.computeIfAbsent(partition, any -> new ArrayList<>()).addAll(second.records(partition));
        }
        next.putAll(second.nextOffsets());
        return new ConsumerRecords<>(records, next);
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                gone.addAll(partitions);
                listener.onPartitionsRevoked(partitions);
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                gone.addAll(partitions);
                listener.onPartitionsLost(partitions);
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                listener.onPartitionsAssigned(partitions);
            }
        });
    }

    @Override
    public void close(Duration timeout) {
        try {
            super.close(timeout);
        } finally {
            closed.run();
        }
    }
}
