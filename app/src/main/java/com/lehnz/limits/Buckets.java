package com.lehnz.limits;

import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Counts requests. */
interface Buckets {

    /** Takes one request out of the allowance, if one is left. */
    Mono<Balance> take(Allowance allowance);

    /** What is left, without taking anything. */
    Mono<Long> left(Allowance allowance);

    /**
     * All requests of a window at once at its start: who is allowed 1000 per window can make 1000, and the 1001st waits
     * for the next one. (Bucket4j's greedy refill would let through a few more, a bit at a time.)
     */
    static BucketConfiguration configuration(Allowance allowance, Duration window) {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(allowance.requests()).refillIntervally(allowance.requests(), window))
                .build();
    }

    /** An allowance that has changed starts anew. */
    static String key(Allowance allowance) {
        return allowance.bucket() + "|" + allowance.requests();
    }
}
