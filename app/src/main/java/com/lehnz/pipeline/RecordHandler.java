package com.lehnz.pipeline;

import com.lehnz.engine.OrgId;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * What is done with the records of one topic. A batch may be delivered again, whole or in part, after a crash: handling
 * it twice must have the effect of handling it once.
 */
public interface RecordHandler<T> {
    Topic topic();

    Class<T> type();

    /**
     * The consumer group: handlers of one topic with groups of their own get every record each. The one that this names
     * stores the topic's records: what cannot be handled is set aside once, for it, and where records come from is told
     * what became of them there. What another one cannot handle is logged and left out.
     */
    default String group() {
        return Worker.group(topic());
    }

    /**
     * How long records may wait to be handled together, where nobody waits for them: handling a few at a time takes as
     * much of both engines as handling many.
     */
    default Duration gatheredFor() {
        return Duration.ZERO;
    }

    /** How many records may be handled together, where the configuration says {@code batchSize}. */
    default int most(int batchSize) {
        return batchSize;
    }

    /**
     * @param records of one organization, in order
     * @return those that can never succeed; an error is either the engine's absence, and the batch is tried again until
     *     it passes, or a record that nobody expected, which is then searched for and set aside
     */
    Mono<List<Rejected<T>>> handle(OrgId org, List<Received<T>> records);

    /** A record that can never be stored, and why. */
    record Rejected<T>(Received<T> record, String reason) {}
}
