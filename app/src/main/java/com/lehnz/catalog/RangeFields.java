package com.lehnz.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.lehnz.engine.Generation;
import com.lehnz.engine.ItemsGenerations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Which attributes have a typed field in a generation of an organization's items. A mapping grows by one field for each and
 * never shrinks, so there is a limit; the first to come are served. Nodes that do not know of each other's newest fields can
 * pass it: the mapping has room for some, and where it has none left it refuses, and who was refused looks again.
 */
@Component
@EnableConfigurationProperties(CatalogProperties.class)
class RangeFields {
    private static final Duration TRUSTED_FOR = Duration.ofMinutes(10);

    private final ItemsGenerations generations;
    private final CatalogProperties properties;
    private final Cache<String, Limit> limits =
            Caffeine.newBuilder().expireAfterAccess(TRUSTED_FOR).build();

    RangeFields(ItemsGenerations generations, CatalogProperties properties) {
        this.generations = generations;
        this.properties = properties;
    }

    Mono<Limit> of(Generation generation) {
        Limit known = limits.getIfPresent(generation.name());
        return known != null
                ? Mono.just(known)
                : Mono.zip(generations.fieldsOf(generation, "numbers"), generations.fieldsOf(generation, "dates"))
                        .map(fields -> limits.get(
                                generation.name(),
                                first -> new Limit(fields.getT1(), fields.getT2(), properties.rangeFields())));
    }

    /** A mapping that takes no more fields has got them from others: they are to be seen. */
    void forget(Generation generation) {
        limits.invalidate(generation.name());
    }

    static final class Limit {
        private final Set<String> numbers = ConcurrentHashMap.newKeySet();
        private final Set<String> dates = ConcurrentHashMap.newKeySet();
        private final int most;

        Limit(Set<String> numbers, Set<String> dates, int most) {
            this.numbers.addAll(numbers);
            this.dates.addAll(dates);
            this.most = most;
        }

        <T> Map<String, T> numbers(Map<String, T> values) {
            return admitted(values, numbers);
        }

        <T> Map<String, T> dates(Map<String, T> values) {
            return admitted(values, dates);
        }

        private <T> Map<String, T> admitted(Map<String, T> values, Set<String> known) {
            Map<String, T> admitted = new LinkedHashMap<>();
            values.forEach((field, value) -> {
                if (known.contains(field) || (known.size() < most && known.add(field))) {
                    admitted.put(field, value);
                }
            });
            return admitted;
        }
    }
}
