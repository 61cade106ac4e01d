package com.lehnz.weights;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which categories go together in an organization's baskets. */
@Component
public class CategoryPairs {
    private static final int CACHED = 10_000;
    private static final Duration TRUSTED_FOR = Duration.ofSeconds(60);

    private final Documents documents;

    /** About 20 MB when full. */
    private final AsyncCache<Key, Map<String, Double>> cache = Caffeine.newBuilder()
            .maximumSize(CACHED)
            .expireAfterWrite(TRUSTED_FOR)
            .buildAsync();

    CategoryPairs(Documents documents) {
        this.documents = documents;
    }

    private record Key(OrgId org, String category) {}

    record Stored(@JsonProperty("pairs") Map<String, Double> pairs) {}

    /**
     * The categories that go with one, by their weights, as they were within the last minute.
     *
     * @param category whatever its case
     * @return folded names and positive weights, the strongest first and never the category itself; empty where nothing is
     *     known
     */
    public Mono<Map<String, Double>> of(OrgId org, String category) {
        return Mono.fromFuture(() -> cache.get(
                        new Key(org, folded(category)),
                        (key, executor) -> read(key).toFuture())
                .copy());
    }

    private Mono<Map<String, Double>> read(Key key) {
        return documents
                .get(key.org(), Index.CATEGORY_PAIRS, key.category(), Stored.class, List.of("pairs"))
                .map(document -> strongestFirst(document.source().pairs()))
                .defaultIfEmpty(Map.of());
    }

    /** The order that they were written in went with the script's parameters. */
    private static Map<String, Double> strongestFirst(Map<String, Double> pairs) {
        Map<String, Double> sorted = new LinkedHashMap<>();
        pairs.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(pair -> sorted.put(pair.getKey(), pair.getValue()));
        return sorted;
    }

    /** As the items' {@code category} field is folded: Lucene looks at each character alone. */
    static String folded(String category) {
        return category.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
