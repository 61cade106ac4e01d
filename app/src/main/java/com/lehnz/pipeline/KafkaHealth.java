package com.lehnz.pipeline;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Up when Kafka answers. */
@Component("kafkaHealthIndicator")
class KafkaHealth implements ReactiveHealthIndicator {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Topics topics;

    KafkaHealth(Topics topics) {
        this.topics = topics;
    }

    @Override
    public Mono<Health> health() {
        return topics.ping(TIMEOUT)
                .thenReturn(Health.up().build())
                .onErrorResume(error -> Mono.just(Health.down()
                        .withDetail("error", String.valueOf(error.getMessage()))
                        .build()));
    }
}
