package com.lehnz.accounts;

import com.lehnz.engine.Directory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Notes when keys were last used: at once in memory, every half minute in OpenSearch. */
@Component
class KeyUse implements SmartLifecycle {
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final Directory directory;
    private final Clock clock;
    private final Map<String, Instant> used = new ConcurrentHashMap<>();
    private Disposable running = Disposables.disposed();

    KeyUse(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    void note(String keyId) {
        used.put(keyId, clock.instant());
    }

    Mono<Void> store() {
        return Flux.fromIterable(used.entrySet())
                .concatMap(use -> directory
                        .note(StoredKey.KIND, use.getKey(), Map.of("last_used_at", use.getValue()))
                        .doOnSuccess(stored -> used.remove(use.getKey(), use.getValue())))
                .then();
    }

    @Override
    public void start() {
        // What could not be stored is still there the next time.
        running = Flux.interval(EVERY)
                .onBackpressureDrop()
                .concatMap(tick -> store().onErrorComplete())
                .subscribe();
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
