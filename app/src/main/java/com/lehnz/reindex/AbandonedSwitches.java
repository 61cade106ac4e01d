package com.lehnz.reindex;

import com.lehnz.engine.EngineSchema;
import com.lehnz.engine.Generation;
import com.lehnz.engine.GenerationSwitch;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.pipeline.NodeProperties;
import java.time.Duration;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets writes through again where a process died in the moment in which it held them back. */
@Component
class AbandonedSwitches implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(AbandonedSwitches.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final ItemsGenerations generations;
    private final GenerationSwitch switching;
    private final ReindexLeases leases;
    private final EngineSchema schema;
    private final NodeProperties node;

    private Disposable running = Disposables.disposed();

    AbandonedSwitches(
            ItemsGenerations generations,
            GenerationSwitch switching,
            ReindexLeases leases,
            EngineSchema schema,
            NodeProperties node) {
        this.generations = generations;
        this.switching = switching;
        this.leases = leases;
        this.schema = schema;
        this.node = node;
    }

    @Override
    public void start() {
        if (node.role() == NodeProperties.Role.API) {
            return;
        }
        running = schema.usable()
                .thenMany(Flux.interval(INTERVAL).onBackpressureDrop())
                .concatMap(tick -> thawAbandoned().onErrorResume(error -> {
                    log.warn("cannot see whether writes are held back: {}", error.getMessage());
                    return Mono.empty();
                }))
                .subscribe(
                        done -> {},
                        error -> log.error("held back writes are not looked after: {}", error.getMessage()));
    }

    Mono<Void> thawAbandoned() {
        return switching
                .closed()
                .collect(Collectors.toSet())
                .filter(closed -> !closed.isEmpty())
                .flatMapMany(closed -> generations.all().filter(generation -> closed.contains(generation.name())))
                .filter(generation -> generation.isLive() || switching.isMarked(generation))
                .concatMap(closed -> leases.whileFree(closed.org(), () -> thaw(closed))
                        .onErrorResume(error -> {
                            log.warn("writes to {} are held back still: {}", closed, error.getMessage());
                            return Mono.empty();
                        }))
                .then();
    }

    /** As it is by now: another one may be live. */
    private Mono<Void> thaw(Generation frozen) {
        return generations.named(frozen.name()).flatMap(generation -> {
            log.warn("writes to {} were held back by a reindexing that is no more: they go on", generation);
            return switching.thawAll(generation);
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
