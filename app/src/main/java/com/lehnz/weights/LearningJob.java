package com.lehnz.weights;

import com.lehnz.engine.Activity;
import com.lehnz.engine.EngineSchema;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.pipeline.NodeProperties;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the weights of all organizations as new as their evidence, one organization after the other, on workers. */
@Component
class LearningJob implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LearningJob.class);

    /** The most recently active; the others' turn comes when they are. */
    private static final int MOST_ORGANIZATIONS = 10_000;

    /** Of what is older, a worker has learned when it was new. */
    private static final Duration LOOK_BACK = Duration.ofDays(7);

    /** Events are stored by several nodes, whose clocks may differ. */
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private final Activity activity;
    private final WeightLearning learning;
    private final EngineSchema schema;
    private final NodeProperties node;
    private final WeightProperties properties;
    private final Clock clock;
    private final Counter failures;

    /** Organizations with evidence that may not be in their weights yet, and when the newest of it was stored. */
    private final Map<OrgId, Instant> unlearned = new ConcurrentHashMap<>();

    /** Up to where each organization was found to be learned. */
    private final Map<OrgId, Instant> learned = new ConcurrentHashMap<>();

    private Instant lookedAt;

    private Disposable running = Disposables.disposed();

    LearningJob(
            Activity activity,
            WeightLearning learning,
            EngineSchema schema,
            NodeProperties node,
            WeightProperties properties,
            Clock clock,
            MeterRegistry meters) {
        this.activity = activity;
        this.learning = learning;
        this.schema = schema;
        this.node = node;
        this.properties = properties;
        this.failures = meters.counter("lehnz.weights.failures");
        this.clock = clock;
        this.lookedAt = clock.instant().minus(LOOK_BACK);
    }

    @Override
    public void start() {
        if (node.role() == NodeProperties.Role.API) {
            return;
        }
        running = schema.usable()
                .thenMany(Flux.interval(properties.interval()).onBackpressureDrop())
                .concatMap(tick -> round(), 1)
                .subscribe(done -> {}, error -> log.error("weights are not learned: {}", error.getMessage()));
    }

    /** Never fails: what went wrong is tried again at the next tick. */
    private Mono<Void> round() {
        Instant now = clock.instant();
        return activity.newest(Index.EVENTS, "stored_at", lookedAt.minus(LOOK_AGAIN), MOST_ORGANIZATIONS)
                .doOnNext(newest -> {
                    newest.entrySet().stream()
                            .filter(org -> !org.getValue().equals(learned.get(org.getKey())))
                            .forEach(org -> unlearned.put(org.getKey(), org.getValue()));
                    lookedAt = now;
                })
                .thenMany(Flux.defer(() -> Flux.fromIterable(unlearned.entrySet())))
                .concatMap(org -> learn(org.getKey(), org.getValue()), 1)
                .onErrorResume(error -> {
                    log.warn("cannot see which organizations have new evidence: {}", error.getMessage());
                    return Mono.empty();
                })
                .then();
    }

    private Mono<Void> learn(OrgId org, Instant newest) {
        return learning.catchUp(org, newest)
                .doOnNext(upTo -> {
                    learned.put(org, newest);
                    unlearned.remove(org, newest);
                })
                .onErrorResume(error -> {
                    log.warn("learning the weights of {} failed and is repeated", org, error);
                    failures.increment();
                    return Mono.empty();
                })
                .then();
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
