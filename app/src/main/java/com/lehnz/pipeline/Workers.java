package com.lehnz.pipeline;

import com.lehnz.engine.EngineSchema;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
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
    private final NodeProperties node;
    private final PipelineProperties properties;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private Disposable.Composite running = Disposables.composite();

    Workers(
            List<RecordHandler<?>> handlers,
            EngineSchema schema,
            Topics topics,
            DeadLetters deadLetters,
            NodeProperties node,
            PipelineProperties properties,
            JsonMapper json,
            MeterRegistry meters) {
        this.handlers = handlers;
        this.schema = schema;
        this.topics = topics;
        this.deadLetters = deadLetters;
        this.node = node;
        this.properties = properties;
        this.json = json;
        this.meters = meters;
        running.dispose();
    }

    @Override
    public void start() {
        running = Disposables.composite();
        if (node.role() == NodeProperties.Role.API) {
            return;
        }
        running.add(schema.ready()
                .then(topics.ready())
                .thenMany(Flux.fromIterable(handlers))
                .flatMap(handler -> topics.idOf(handler.topic())
                        .doOnNext(id ->
                                running.add(new Worker<>(handler, deadLetters, properties, json, meters).start(id))))
                .subscribe(started -> {}, error -> log.error("workers cannot start: {}", error.getMessage())));
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
