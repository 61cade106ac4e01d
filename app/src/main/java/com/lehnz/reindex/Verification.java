package com.lehnz.reindex;

import com.lehnz.engine.GenerationSwitch;
import com.lehnz.engine.Neighbours;
import com.lehnz.pipeline.Topic;
import com.lehnz.pipeline.TopicLog;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks at a generation before anybody else does. */
@Component
class Verification {
    private static final int SAMPLE = 50;
    private static final int NEAREST = 10;

    /** What a search by vector finds is never all: an index that finds as much as this of what is there is sound. */
    private static final double ENOUGH = 0.98;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration LONGEST_BACKLOG = Duration.ofMinutes(2);

    private final Neighbours neighbours;
    private final GenerationSwitch switching;
    private final TopicLog log;

    Verification(Neighbours neighbours, GenerationSwitch switching, TopicLog log) {
        this.neighbours = neighbours;
        this.switching = switching;
        this.log = log;
    }

    /**
     * Fails unless a sample of items is found by their own vectors, and with neighbours as near as in the live generation
     * where the items and their vectors are the same.
     */
    Mono<Void> neighbours(Site site, Build build) {
        boolean comparable = build.upserts() == null
                && site.from().madeFor().equals(site.into().madeFor());
        return switching
                .complete(site.into(), site.from())
                .thenMany(neighbours.sample(site.into(), SAMPLE))
                .filterWhen(vector -> Mono.zip(
                        neighbours.nearest(site.into(), vector, NEAREST),
                        neighbours.nearest(comparable ? site.from() : site.into(), vector, NEAREST),
                        (built, live) -> built.best() < ENOUGH * live.ofItself() || built.sum() < ENOUGH * live.sum()))
                .count()
                .flatMap(worse -> worse > SAMPLE * (1 - ENOUGH)
                        ? Mono.error(new IllegalStateException(
                                "%d of %d sampled items find their neighbours in %s less well than in %s."
                                        .formatted(worse, SAMPLE, site.into(), site.from())))
                        : Mono.empty());
    }

    /**
     * Waits until the workers have worked through what is older than the file: in the new generation they would take it for
     * newer where the file has dropped an item.
     */
    Mono<Void> workers(Site site, Build build) {
        Refresh file = build.file();
        return file == null
                ? Mono.empty()
                : log.workedThrough(Topic.ITEMS)
                        .doOnNext(through -> site.requireGoingOn())
                        .filter(through -> through.isPast(file.asOf()))
                        .repeatWhenEmpty(behind -> behind.delayElements(LOOK_AGAIN))
                        .timeout(
                                LONGEST_BACKLOG,
                                Mono.error(() ->
                                        new IllegalStateException("Item upserts from before still wait for a worker:"
                                                + " when they are worked through, --resume goes on.")))
                        .then();
    }

    /**
     * Fails unless everything is there.
     *
     * @return documents in the new generation
     */
    Mono<Long> counts(Site site, Build build) {
        return Mono.zip(switching.count(site.from()), switching.count(site.into()))
                .map(counts -> {
                    boolean copied = build.upserts() == null;
                    if (copied && !counts.getT1().equals(counts.getT2())) {
                        throw new IllegalStateException("%s has %,d documents, %s has %,d."
                                .formatted(site.from(), counts.getT1(), site.into(), counts.getT2()));
                    }
                    return counts.getT2();
                });
    }
}
