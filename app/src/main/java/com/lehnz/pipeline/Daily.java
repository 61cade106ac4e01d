package com.lehnz.pipeline;

import com.lehnz.engine.EngineSchema;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Has what is to be done every day done on worker nodes: soon after the start, and once a day from then on. */
@Component
class Daily implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Daily.class);
    private static final Duration FIRST_AFTER = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final List<DailyTask> tasks;
    private final EngineSchema schema;
    private final NodeProperties node;
    private Disposable running = Disposables.disposed();

    Daily(List<DailyTask> tasks, EngineSchema schema, NodeProperties node) {
        this.tasks = tasks;
        this.schema = schema;
        this.node = node;
    }

    @Override
    public void start() {
        if (node.role() == NodeProperties.Role.API) {
            return;
        }
        running = schema.usable()
                .thenMany(Flux.interval(FIRST_AFTER, DAY).onBackpressureDrop())
                .concatMap(day -> Flux.fromIterable(tasks).concatMap(Daily::run))
                .subscribe();
    }

    /** What fails today may work tomorrow. */
    private static Mono<Void> run(DailyTask task) {
        return Mono.defer(task::run).onErrorResume(error -> {
            log.warn("{} failed", task.getClass().getSimpleName(), error);
            return Mono.empty();
        });
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
