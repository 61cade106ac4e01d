package com.lehnz.pipeline;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How many accepted records are still waiting to be worked through, per topic. */
@Component
public class Backlog implements SmartLifecycle {
    private static final Duration MEASURED_EVERY = Duration.ofSeconds(10);

    private final Topics topics;
    private final Map<Topic, Long> measured = new ConcurrentHashMap<>();
    private Disposable measuring = Disposables.disposed();

    Backlog(Topics topics, MeterRegistry meters) {
        this.topics = topics;
        for (Topic topic : Topic.queues()) {
            Gauge.builder("lehnz.pipeline.backlog", () -> measured.getOrDefault(topic, 0L))
                    .tag("topic", topic.topicName())
                    .register(meters);
        }
    }

    /** As of now. */
    public Mono<Long> of(Topic topic) {
        return topics.backlog(topic, Worker.group(topic));
    }

    @Override
    public void start() {
        measuring = Flux.interval(MEASURED_EVERY)
                .onBackpressureDrop()
                .concatMap(tick -> Flux.fromIterable(Topic.queues())
                        .concatMap(topic -> of(topic).doOnNext(backlog -> measured.put(topic, backlog)))
                        .onErrorComplete())
                .subscribe();
    }

    @Override
    public void stop() {
        measuring.dispose();
    }

    @Override
    public boolean isRunning() {
        return !measuring.isDisposed();
    }
}
