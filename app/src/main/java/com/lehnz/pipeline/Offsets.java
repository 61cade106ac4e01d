package com.lehnz.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.engine.OrgId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * A moment in a topic.
 *
 * @param topicId the topic's incarnation
 * @param next by partition, the offset of the first record that comes after the moment
 */
public record Offsets(
        @JsonProperty("topic_id") String topicId,
        @JsonProperty("next") Map<Integer, Long> next) {

    /** Where the last record before the moment stands among those that may be about the same as {@code key}. */
    public Position last(OrgId org, String key) {
        byte[] serialized = Message.of(org, key, "").key().getBytes(StandardCharsets.UTF_8);
        int partition = BuiltInPartitioner.partitionForKey(serialized, next.size());
        return new Position(log(partition), next.getOrDefault(partition, 0L) - 1);
    }

    /** Where the first record after the moment stands, or will, in each partition. */
    public Stream<Position> firstAfter() {
        return next.entrySet().stream().map(each -> new Position(log(each.getKey()), each.getValue()));
    }

    /** Whether this moment is the other one or comes after it, in every partition. */
    public boolean isPast(Offsets other) {
        return other.next.entrySet().stream().allMatch(each -> next.getOrDefault(each.getKey(), 0L) >= each.getValue());
    }

    private String log(int partition) {
        return topicId + "/" + partition;
    }
}
