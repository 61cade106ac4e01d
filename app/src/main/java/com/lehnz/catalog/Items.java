package com.lehnz.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Generation;
import com.lehnz.engine.ItemsGenerations;
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
    private static final Duration TRUSTED_FOR = Duration.ofSeconds(10);

    private final Documents documents;
    private final ItemsGenerations generations;

    /** About 30 MB when full. Profiles are rebuilt from their interactions, so a stale fact is gone with the next one. */
    private final Cache<Key, ItemFacts> cache = Caffeine.newBuilder()
            .maximumSize(CACHED)
            .expireAfterWrite(TRUSTED_FOR)
            .build();

    Items(Documents documents, ItemsGenerations generations) {
        this.documents = documents;
        this.generations = generations;
    }

    /** @param generation what is known of an item in one generation says nothing of it in the next */
    private record Key(String generation, String itemId) {}

    /**
     * Items as they were within the last ten seconds, whatever their status; unknown ones are absent, and asked for again
     * next time.
     */
    public Mono<Map<String, ItemFacts>> facts(Generation live, Collection<String> itemIds) {
        Map<String, ItemFacts> known = new HashMap<>();
        for (String itemId : itemIds) {
            ItemFacts cached = cache.getIfPresent(new Key(live.name(), itemId));
            if (cached != null) {
                known.put(itemId, cached);
            }
        }
        List<String> missing =
                itemIds.stream().filter(id -> !known.containsKey(id)).distinct().toList();
        return documents
                .getAll(live.org(), live.index(), missing, ItemFacts.Source.class, ItemFacts.Source.FIELDS)
                .map(found -> {
                    found.forEach((itemId, document) -> document.source()
                            .facts()
                            .ifPresent(facts -> {
                                cache.put(new Key(live.name(), itemId), facts);
                                known.put(itemId, facts);
                            }));
                    return known;
                });
    }

    /** The same for whoever computes with vectors of one model: items have none where theirs are of another. */
    public Mono<Map<String, ItemFacts>> facts(OrgId org, Collection<String> itemIds, String model) {
        return generations
                .recentlyLive(org)
                .flatMap(live -> facts(live, itemIds).map(facts -> {
                    if (!live.madeFor().model().equals(model)) {
                        facts.replaceAll((itemId, item) -> item.withoutVector());
                    }
                    return facts;
                }))
                .defaultIfEmpty(Map.of());
    }
}
