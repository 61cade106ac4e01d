package com.lehnz.accounts;

import com.lehnz.audit.AuditLog;
import com.lehnz.engine.Directory;
import com.lehnz.engine.EngineSchema;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Forgets what nobody can use any more: sessions and invitations that have expired, and the audit log's oldest months. */
@Component
class Housekeeping implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration EVERY = Duration.ofHours(6);

    /** For clocks of nodes that differ, and for whoever looks at a list of keys the day after. */
    private static final Duration GRACE = Duration.ofDays(1);

    private final EngineSchema schema;
    private final Directory directory;
    private final AuditLog audit;
    private final AccountProperties properties;
    private final Clock clock;
    private Disposable running = Disposables.disposed();

    Housekeeping(EngineSchema schema, Directory directory, AuditLog audit, AccountProperties properties, Clock clock) {
        this.schema = schema;
        this.directory = directory;
        this.audit = audit;
        this.properties = properties;
        this.clock = clock;
    }

    Mono<Void> clean() {
        return directory
                .removeExpired(clock.instant().minus(GRACE), Organization.KIND)
                .then(audit.forget(properties.auditRetention()));
    }

    @Override
    public void start() {
        running = schema.usable()
                .thenMany(Flux.interval(Duration.ZERO, EVERY))
                .onBackpressureDrop()
                .concatMap(tick -> clean().onErrorResume(error -> {
                    log.warn("what has expired stays for now: {}", error.getMessage());
                    return Mono.empty();
                }))
                .subscribe(cleaned -> {}, error -> log.error("housekeeping cannot start: {}", error.getMessage()));
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
