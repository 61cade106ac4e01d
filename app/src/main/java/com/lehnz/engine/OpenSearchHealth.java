package com.lehnz.engine;

import java.time.Duration;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Up when OpenSearch answers and our templates are in place. */
@Component("opensearchHealthIndicator")
class OpenSearchHealth implements ReactiveHealthIndicator {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Anybody may ask, as often as they like. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final OpenSearchAsyncClient client;
    private final EngineSchema schema;
    private final Mono<Health> health;

    OpenSearchHealth(OpenSearchAsyncClient client, EngineSchema schema) {
        this.client = client;
        this.schema = schema;
        this.health = Mono.defer(this::ask).cache(GOOD_FOR);
    }

    @Override
    public Mono<Health> health() {
        return health;
    }

    private Mono<Health> ask() {
        return EngineCalls.call(TIMEOUT, client::ping)
                .map(answered -> schema.isReady()
                        ? Health.up().build()
                        : Health.down().withDetail("waiting", "index templates").build())
                .onErrorResume(error -> Mono.just(Health.down()
                        .withDetail("error", String.valueOf(error.getMessage()))
                        .build()));
    }
}
