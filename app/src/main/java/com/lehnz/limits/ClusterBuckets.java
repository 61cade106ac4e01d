package com.lehnz.limits;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.grid.hazelcast.Bucket4jHazelcast;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Counts what all nodes answer: each bucket lies on one of them and is changed there, one request after the other. Where
 * that node cannot be asked, this one counts for itself for as long: a limit that is too generous for a while is better
 * than a shop that is closed.
 */
final class ClusterBuckets implements Buckets {
    private static final Logger log = LoggerFactory.getLogger(ClusterBuckets.class);
    private static final String MAP = "lehnz-limits";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** After a failure, so that not every request waits for what does not answer. */
    private static final Duration ALONE_FOR = Duration.ofSeconds(2);

    private final AsyncProxyManager<String> buckets;
    private final Duration window;
    private final NodeBuckets alone;
    private final Counter failures;
    private volatile long aloneUntil = System.nanoTime();

    ClusterBuckets(HazelcastInstance cluster, Duration window, MeterRegistry meters) {
        IMap<String, byte[]> map = cluster.getMap(MAP);
        this.buckets = Bucket4jHazelcast.entryProcessorBasedBuilder(map)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(window))
                .build()
                .asAsync();
        this.window = window;
        this.alone = new NodeBuckets(window);
        this.failures = meters.counter("lehnz.limits.unshared");
    }

    @Override
    public Mono<Balance> take(Allowance allowance) {
        return together(
                allowance,
                bucket -> bucket.tryConsumeAndReturnRemaining(1).thenApply(Balance::of),
                alone.take(allowance));
    }

    @Override
    public Mono<Long> left(Allowance allowance) {
        return together(allowance, AsyncBucketProxy::getAvailableTokens, alone.left(allowance));
    }

    private <T> Mono<T> together(
            Allowance allowance, Function<AsyncBucketProxy, CompletableFuture<T>> question, Mono<T> otherwise) {
        if (System.nanoTime() - aloneUntil < 0) {
            failures.increment();
            return otherwise;
        }
        return ask(allowance, question).onErrorResume(error -> {
            log.error("rate limits are not shared with the other nodes for now: each counts for itself", error);
            aloneUntil = System.nanoTime() + ALONE_FOR.toNanos();
            failures.increment();
            return otherwise;
        });
    }

    private <T> Mono<T> ask(Allowance allowance, Function<AsyncBucketProxy, CompletableFuture<T>> question) {
        return Mono.fromFuture(() -> question.apply(buckets.builder()
                        .build(
                                Buckets.key(allowance),
                                () -> CompletableFuture.completedFuture(Buckets.configuration(allowance, window)))))
                .timeout(PATIENCE)
                // Answers come on a thread of the cluster's, which the rest of the request is not to hold up.
                .publishOn(Schedulers.parallel());
    }
}
