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

    /** Anybody may ask, as often as they like. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final Topics topics;
    private final Mono<Health> health;

    KafkaHealth(Topics topics) {
        this.topics = topics;
        this.health = Mono.defer(this::ask).cache(GOOD_FOR);
    }

    @Override
    public Mono<Health> health() {
        return health;
    }

    private Mono<Health> ask() {
        return topics.ping(TIMEOUT)
                .thenReturn(Health.up().build())
                .onErrorResume(error -> Mono.just(Health.down()
                        .withDetail("error", String.valueOf(error.getMessage()))
                        .build()));
    }
}
