package com.lehnz.catalog;

import com.lehnz.engine.ItemsGenerations;
import com.lehnz.engine.OrgId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Which attributes of an organization have a typed field. A mapping grows by one field for each and never shrinks, so
 * there is a limit; the first to come are served. Two nodes that do not know of each other's newest fields can pass it by
 * a few: the mapping has room for that.
 */
@Component
@EnableConfigurationProperties(CatalogProperties.class)
class RangeFields {
    private final ItemsGenerations generations;
    private final CatalogProperties properties;
    private final Map<OrgId, Limit> limits = new ConcurrentHashMap<>();

    RangeFields(ItemsGenerations generations, CatalogProperties properties) {
        this.generations = generations;
        this.properties = properties;
    }

    Mono<Limit> of(OrgId org) {
        Limit known = limits.get(org);
        return known != null
                ? Mono.just(known)
                : Mono.zip(generations.fieldsOf(org, "numbers"), generations.fieldsOf(org, "dates"))
                        .map(fields -> limits.computeIfAbsent(
                                org, first -> new Limit(fields.getT1(), fields.getT2(), properties.rangeFields())));
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

        Map<String, Double> numbers(Map<String, Double> values) {
            return admitted(values, numbers);
        }

        Map<String, Long> dates(Map<String, Long> values) {
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
