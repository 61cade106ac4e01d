package com.lehnz.pipeline;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.internals.ConsumerFactory;

/**
 * Tells when a consumer has committed and left its group, which reactor-kafka waits for with nobody. One that has not left
 * when its process ends is missed by Kafka only after the session's timeout, and its partitions rest for as long.
 */
final class Consumers extends ConsumerFactory {
    private volatile Sinks.Empty<Void> left = Sinks.empty();
    private volatile boolean none = true;

    @Override
    public <K, V> Consumer<K, V> createConsumer(ReceiverOptions<K, V> options) {
        Sinks.Empty<Void> leaving = Sinks.empty();
        left = leaving;
        none = false;
        return new KafkaConsumer<>(
                options.consumerProperties(), options.keyDeserializer(), options.valueDeserializer()) {
            @Override
            public void close(Duration timeout) {
                try {
                    super.close(timeout);
                } finally {
                    leaving.tryEmitEmpty();
                }
            }
        };
    }

    /** Completes when the latest consumer has left. */
    Mono<Void> left() {
        return none ? Mono.empty() : left.asMono();
    }
}
