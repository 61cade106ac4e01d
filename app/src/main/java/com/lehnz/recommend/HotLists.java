package com.lehnz.recommend;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Generation;
import com.lehnz.engine.ItemHit;
import com.lehnz.engine.Search;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What searches find that many ask alike, for a second: the start page of a busy shop shows the same popular items to
 * everybody. However many come at once, one search is made.
 */
@Component
class HotLists {
    private static final int MOST_BYTES = 20 << 20;
    private static final int BYTES_OF_HIT = 300;

    private static final Duration TRUSTED_FOR = Duration.ofSeconds(1);

    private final Documents documents;
    private final AsyncCache<Key, List<ItemHit>> cache = Caffeine.newBuilder()
            .<Key, List<ItemHit>>weigher((key, hits) -> key.body().length() + BYTES_OF_HIT * hits.size())
            .maximumWeight(MOST_BYTES)
            .expireAfterWrite(TRUSTED_FOR)
            .buildAsync();

    HotLists(Documents documents) {
        this.documents = documents;
    }

    /** @param body the whole search: filters and page, too, are the same */
    private record Key(Generation live, String body) {}

    Mono<List<ItemHit>> search(Generation live, Search search) {
        // Whoever gives up waiting leaves the others theirs.
        return Mono.fromFuture(() -> cache.get(
                        new Key(live, search.toJson()),
                        (key, executor) ->
                                documents.searchItems(live, search, null).toFuture())
                .copy());
    }
}
