package com.lehnz.pipeline;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How many accepted records are still waiting to be worked through, per handler: a topic may have several. */
@Component
public class Backlog implements SmartLifecycle {
    private static final Duration MEASURED_EVERY = Duration.ofSeconds(10);

    private final Topics topics;
    private final List<RecordHandler<?>> handlers;
    private final Map<String, Long> measured = new ConcurrentHashMap<>();
    private Disposable measuring = Disposables.disposed();

    Backlog(Topics topics, List<RecordHandler<?>> handlers, MeterRegistry meters) {
        this.topics = topics;
        this.handlers = handlers;
        for (RecordHandler<?> handler : handlers) {
            Gauge.builder("lehnz.pipeline.backlog", () -> measured.getOrDefault(handler.group(), 0L))
                    .tag("topic", handler.topic().topicName())
                    .tag("group", handler.group())
                    .register(meters);
        }
    }

    /** Of the handler that stores the topic's records, as of now. */
    public Mono<Long> of(Topic topic) {
        return topics.backlog(topic, Worker.group(topic));
    }

    @Override
    public void start() {
        measuring = Flux.interval(MEASURED_EVERY)
                .onBackpressureDrop()
                .concatMap(tick -> Flux.fromIterable(handlers)
                        .concatMap(handler -> topics.backlog(handler.topic(), handler.group())
                                .doOnNext(backlog -> measured.put(handler.group(), backlog)))
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
