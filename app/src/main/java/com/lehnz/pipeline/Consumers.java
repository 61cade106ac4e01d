package com.lehnz.pipeline;

import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.internals.ConsumerFactory;

/**
 * The consumer of a worker, made anew whenever that starts over. Tells when it has committed and left its group, which
 * reactor-kafka waits for with nobody. One that has not left when its process ends is missed by Kafka only after the session's
 * timeout, and its partitions rest for as long.
 */
final class Consumers extends ConsumerFactory {
    private final boolean catchUp;
    private volatile Sinks.Empty<Void> left = Sinks.empty();
    private volatile @Nullable PacedConsumer<?, ?> latest;

    /** @param catchUp whether they poll twice after a batch */
    Consumers(boolean catchUp) {
        this.catchUp = catchUp;
    }

    @Override
    public <K, V> Consumer<K, V> createConsumer(ReceiverOptions<K, V> options) {
        Sinks.Empty<Void> leaving = Sinks.empty();
        PacedConsumer<K, V> consumer = new PacedConsumer<>(options, catchUp, leaving::tryEmitEmpty);
        left = leaving;
        latest = consumer;
        return consumer;
    }

    /** As the work itself. Meanwhile there are no other records. */
    <T> Mono<T> holding(Mono<T> work) {
        return Mono.defer(() -> {
            PacedConsumer<?, ?> consumer = latest;
            if (consumer == null) {
                return work;
            }
            consumer.hold();
            return work.doOnTerminate(consumer::release);
        });
    }

    /** Completes when the latest consumer has left. */
    Mono<Void> left() {
        return latest == null ? Mono.empty() : left.asMono();
    }
}
