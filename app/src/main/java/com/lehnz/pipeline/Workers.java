package com.lehnz.pipeline;

import com.lehnz.engine.EngineSchema;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Runs a worker per handled topic on nodes that have the worker role, once both engines are ready. */
@Component
@EnableConfigurationProperties({NodeProperties.class, PipelineProperties.class})
class Workers implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Workers.class);

    private final List<RecordHandler<?>> handlers;
    private final EngineSchema schema;
    private final Topics topics;
    private final DeadLetters deadLetters;
    private final OriginTracker origins;
    private final NodeProperties node;
    private final PipelineProperties properties;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final Queue<Worker<?>> atWork = new ConcurrentLinkedQueue<>();
    private Disposable starting = Disposables.disposed();
    private volatile boolean running;
    private volatile boolean stopping;

    Workers(
            List<RecordHandler<?>> handlers,
            EngineSchema schema,
            Topics topics,
            DeadLetters deadLetters,
            OriginTracker origins,
            NodeProperties node,
            PipelineProperties properties,
            JsonMapper json,
            MeterRegistry meters) {
        this.handlers = handlers;
        this.schema = schema;
        this.topics = topics;
        this.deadLetters = deadLetters;
        this.origins = origins;
        this.node = node;
        this.properties = properties;
        this.json = json;
        this.meters = meters;
    }

    @Override
    public void start() {
        running = true;
        stopping = false;
        if (node.role() == NodeProperties.Role.API) {
            return;
        }
        starting = schema.usable()
                .then(topics.ready().onErrorResume(refused -> Mono.never()))
                .thenMany(Flux.fromIterable(handlers))
                .flatMap(handler -> topics.idOf(handler.topic()).doOnNext(id -> start(handler, id)))
                .subscribe(started -> {}, error -> log.error("workers cannot start: {}", error.getMessage()));
    }

    private <T> void start(RecordHandler<T> handler, Uuid topicId) {
        var worker = new Worker<>(handler, deadLetters, origins, properties, json, meters);
        atWork.add(worker);
        worker.start(topicId);
        if (stopping) { // It may have come too late to be among those that were told.
            worker.stop().subscribe();
        }
    }

    @Override
    public void stop(Runnable stopped) {
        stopping = true;
        starting.dispose();
        Mono.when(atWork.stream().map(Worker::stop).toList())
                .doFinally(signal -> {
                    atWork.clear();
                    running = false;
                    stopped.run();
                })
                .subscribe();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
