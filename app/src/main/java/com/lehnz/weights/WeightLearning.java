package com.lehnz.weights;

import com.lehnz.engine.Index;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Scans;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** When and from where on an organization's weights are learned. */
@Component
public class WeightLearning {
    /** Events that were stored at the same time as the newest known may have become visible after it. */
    private static final Duration VISIBLE_AFTER = Duration.ofMinutes(2);

    /** Whatever hangs, the other organizations' turn comes. */
    private static final Duration LONGEST = Duration.ofHours(2);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final WeightLearner learner;
    private final Leases leases;
    private final Scans scans;
    private final ItemsGenerations generations;
    private final Clock clock;
    private final Timer duration;

    WeightLearning(
            WeightLearner learner,
            Leases leases,
            Scans scans,
            ItemsGenerations generations,
            Clock clock,
            MeterRegistry meters) {
        this.learner = learner;
        this.leases = leases;
        this.scans = scans;
        this.generations = generations;
        this.clock = clock;
        this.duration = meters.timer("lehnz.weights.learning");
    }

    /**
     * Learns the weights of items with new evidence: of all of them, where none were learned before.
     *
     * @param newest when the organization's newest event was stored
     * @return how far its weights are; empty where another node is at it, or the last time was too short ago for what it
     *     cost
     */
    Mono<Instant> catchUp(OrgId org, Instant newest) {
        Mono<Instant> learned =
                leases.learn(org, state -> !state.knows(newest) && state.isRested(clock.instant()), state -> {
                    Instant upTo = state.learnedUpTo();
                    Instant since = upTo == null ? Instant.EPOCH : upTo.minus(VISIBLE_AFTER);
                    return timed(org, since, Progress.SILENT).thenReturn(newest);
                });
        // Of an organization that was deleted, events may still arrive.
        Mono<Boolean> hasItems = generations.live(org).hasElement();
        return hasItems.flatMap(there -> there
                ? learned.switchIfEmpty(
                        leases.state(org).filter(state -> state.knows(newest)).map(state -> newest))
                : Mono.just(newest));
    }

    /** Learns the weights of all items anew from what is stored by now, as soon as nobody else is at it. */
    public Mono<Void> rebuild(OrgId org, Progress progress) {
        return scans.refresh(org, Index.EVENTS)
                .then(Mono.defer(() -> leases.learn(org, state -> true, state -> timed(org, Instant.EPOCH, progress))))
                .repeatWhenEmpty(busy -> busy.delayElements(LOOK_AGAIN))
                .then();
    }

    private Mono<Instant> timed(OrgId org, Instant since, Progress progress) {
        return Mono.defer(() -> {
            Timer.Sample started = Timer.start();
            return learner.learn(org, since, progress).timeout(LONGEST).doOnNext(upTo -> started.stop(duration));
        });
    }
}
