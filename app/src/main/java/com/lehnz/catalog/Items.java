package com.lehnz.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Facts of items by id. */
@Component
public class Items {
    private static final int CACHED = 20_000;
    private static final Duration TRUSTED_FOR = Duration.ofMinutes(1);

    private final Documents documents;

    /** About 30 MB when full. Profiles are rebuilt from their interactions, so a stale fact is gone with the next one. */
    private final Cache<Key, ItemFacts> cache = Caffeine.newBuilder()
            .maximumSize(CACHED)
            .expireAfterWrite(TRUSTED_FOR)
            .build();

    Items(Documents documents) {
        this.documents = documents;
    }

    private record Key(OrgId org, String itemId) {}

    /** The item as it is now, whatever its status; empty where there is none. */
    public Mono<ItemFacts> find(OrgId org, String itemId) {
        return documents
                .get(org, Index.ITEMS, itemId, ItemFacts.Source.class, ItemFacts.Source.FIELDS)
                .flatMap(document -> Mono.justOrEmpty(document.source().facts()));
    }

    /** Several items as they were within the last minute; unknown ones are absent, and asked for again next time. */
    public Mono<Map<String, ItemFacts>> facts(OrgId org, Collection<String> itemIds) {
        Map<String, ItemFacts> known = new HashMap<>();
        for (String itemId : itemIds) {
            ItemFacts cached = cache.getIfPresent(new Key(org, itemId));
            if (cached != null) {
                known.put(itemId, cached);
            }
        }
        List<String> missing =
                itemIds.stream().filter(id -> !known.containsKey(id)).distinct().toList();
        return documents
                .getAll(org, Index.ITEMS, missing, ItemFacts.Source.class, ItemFacts.Source.FIELDS)
                .map(found -> {
                    found.forEach((itemId, document) -> document.source()
                            .facts()
                            .ifPresent(facts -> {
                                cache.put(new Key(org, itemId), facts);
                                known.put(itemId, facts);
                            }));
                    return known;
                });
    }
}
