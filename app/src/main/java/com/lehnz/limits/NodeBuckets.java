package com.lehnz.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Counts what this node answers. A bucket that nobody has asked for in a whole window is full again and forgotten. */
final class NodeBuckets implements Buckets {
    private static final int MOST = 100_000;

    private final Duration window;
    private final Cache<String, Bucket> buckets;

    NodeBuckets(Duration window) {
        this.window = window;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(window)
                .build();
    }

    @Override
    public Mono<Balance> take(Allowance allowance) {
        return Mono.fromSupplier(() -> Balance.of(bucket(allowance).tryConsumeAndReturnRemaining(1)));
    }

    @Override
    public Mono<Long> left(Allowance allowance) {
        return Mono.fromSupplier(() -> bucket(allowance).getAvailableTokens());
    }

    private Bucket bucket(Allowance allowance) {
        return Objects.requireNonNull(buckets.get(Buckets.key(allowance), key -> {
            LocalBucketBuilder builder = Bucket.builder();
            for (var limit : Buckets.configuration(allowance, window).getBandwidths()) {
                builder.addLimit(limit);
            }
            return builder.build();
        }));
    }
}
