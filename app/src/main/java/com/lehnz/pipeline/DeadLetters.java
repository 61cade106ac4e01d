package com.lehnz.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Where records go that can never be handled as they are: kept whole, with the reason, for somebody to look at. */
@Component
class DeadLetters {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final Publisher publisher;
    private final DeadLetterNotes notes;
    private final MeterRegistry meters;

    DeadLetters(Publisher publisher, DeadLetterNotes notes, MeterRegistry meters) {
        this.publisher = publisher;
        this.notes = notes;
        this.meters = meters;
        Topic.queues().forEach(queue -> setAside(queue.topicName()));
    }

    private Counter setAside(String topic) {
        return meters.counter("lehnz.dead.letters", "topic", topic);
    }

    /** Tries until Kafka has them: a record is only acknowledged when it is stored somewhere. */
    Mono<Void> publish(List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            return Mono.empty();
        }
        for (DeadLetter letter : letters) {
            log.warn("set aside a record of {} at {}: {}", letter.topic(), letter.position(), letter.reason());
            setAside(letter.topic()).increment();
        }
        return publisher
                .send(
                        Topic.DEAD_LETTERS,
                        letters.stream().map(DeadLetterRecord::of).toList())
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                        .maxBackoff(Duration.ofSeconds(5))
                        .filter(PipelineUnavailableException.class::isInstance))
                .then(notes.add(letters));
    }
}
