package com.lehnz.recommend;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Generation;
import com.lehnz.engine.ItemHit;
import com.lehnz.engine.Search;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What searches find that many ask alike, as it was within the last second: the start page of a busy shop shows the same
 * popular items to everybody.
 */
@Component
class HotLists {
    private static final int MOST_BYTES = 20 << 20;
    private static final int BYTES_OF_HIT = 200;

    private static final Duration TRUSTED_FOR = Duration.ofSeconds(1);

    private final Documents documents;
    private final Cache<Key, List<ItemHit>> cache = Caffeine.newBuilder()
            .<Key, List<ItemHit>>weigher((key, hits) -> key.body().length() + BYTES_OF_HIT * hits.size())
            .maximumWeight(MOST_BYTES)
            .expireAfterWrite(TRUSTED_FOR)
            .build();

    HotLists(Documents documents) {
        this.documents = documents;
    }

    /** @param body the whole search: filters and exclusions, too, are the same */
    private record Key(Generation live, String body) {}

    Mono<List<ItemHit>> search(Generation live, Search search, @Nullable String preference) {
        Key key = new Key(live, search.toJson());
        List<ItemHit> cached = cache.getIfPresent(key);
        return cached != null
                ? Mono.just(cached)
                : documents.searchItems(live, search, preference).doOnNext(hits -> cache.put(key, hits));
    }
}
