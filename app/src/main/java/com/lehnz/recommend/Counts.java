package com.lehnz.recommend;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Generation;
import com.lehnz.query.Eligible;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How many items can be recommended, as counted within the last second. */
@Component
class Counts {
    private static final int CACHED = 10_000;
    private static final Duration TRUSTED_FOR = Duration.ofSeconds(1);

    private final Documents documents;
    private final AsyncCache<Key, Long> cache = Caffeine.newBuilder()
            .maximumSize(CACHED)
            .expireAfterWrite(TRUSTED_FOR)
            .buildAsync();

    Counts(Documents documents) {
        this.documents = documents;
    }

    private record Key(Generation live, Eligible eligible, int most) {}

    /**
     * Counted no further than {@code most}. What is excluded differs from user to user: it is counted only where the
     * shop, or what the filters leave of it, is so small that it matters.
     */
    Mono<Long> of(Generation live, Eligible eligible, int most) {
        int excluded = eligible.excluded().size();
        Eligible withExcluded = new Eligible(eligible.filters(), Set.of());
        // As much as matters, in steps that are the same for all users: each leaves out another number of items.
        int enough = most * (1 + Math.ceilDiv(excluded, most));
        return counted(new Key(live, withExcluded, enough))
                .flatMap(count ->
                        count - excluded >= most ? Mono.just((long) most) : counted(new Key(live, eligible, most)));
    }

    private Mono<Long> counted(Key key) {
        // Whoever gives up waiting leaves the others theirs.
        return Mono.fromFuture(() -> cache.get(
                        key,
                        (it, executor) -> documents
                                .countItems(it.live(), it.eligible().toQuery(), it.most())
                                .toFuture())
                .copy());
    }
}
