package com.lehnz.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.OrgId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class PatientHandlerTest {
    private static final OrgId ORG = new OrgId("aaaaaaaa");
    private static final List<Received<String>> RECORDS =
            List.of(new Received<>("one", new Position("topic/0", 0), Instant.EPOCH));

    /** Whoever hands records on to another queue needs Kafka, too; without it, nothing is wrong with the records. */
    @Test
    void recordsWaitForKafkaHoweverOftenItDoesNotAnswer() {
        AtomicInteger attempts = new AtomicInteger();

        StepVerifier.withVirtualTime(() -> new PatientHandler<>(handler(Mono.defer(() -> attempts.incrementAndGet() < 20
                                ? Mono.error(new PipelineUnavailableException(new IOException("away")))
                                : Mono.just(List.of()))))
                        .handle(ORG, RECORDS))
                .thenAwait(Duration.ofMinutes(10))
                .assertNext(rejected -> assertThat(rejected).isEmpty())
                .verifyComplete();

        assertThat(attempts).hasValue(20);
    }

    private static RecordHandler<String> handler(Mono<List<RecordHandler.Rejected<String>>> handled) {
        return new RecordHandler<>() {
            @Override
            public Topic topic() {
                return Topic.EVENTS;
            }

            @Override
            public Class<String> type() {
                return String.class;
            }

            @Override
            public Mono<List<Rejected<String>>> handle(OrgId org, List<Received<String>> records) {
                return handled;
            }
        };
    }
}
