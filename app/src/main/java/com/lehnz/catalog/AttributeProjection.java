package com.lehnz.catalog;

import com.lehnz.engine.AttributeFields;
import com.lehnz.engine.Dates;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Attributes as they can be filtered by. Shops send anything: any type per key, thousands of keys, endless strings, deep
 * nesting. Whatever it is, the projection is bounded, and the attributes themselves are kept as they were sent.
 *
 * @param facets every leaf as {@code path=value}: what equality is asked of
 * @param paths every path there is: what {@code exists} is asked of
 * @param numbers leaves that are numbers, by field name: what ranges are asked of; of a list any may lie within
 * @param dates leaves that are ISO 8601 dates, by field name, in milliseconds since 1970
 */
record AttributeProjection(
        Set<String> facets, Set<String> paths, Map<String, Set<Double>> numbers, Map<String, Set<Long>> dates) {
    /** Leaves and what holds them, equal ones too. */
    static final int MOST_VALUES = 10_000;

    static final int DEEPEST = 20;

    static AttributeProjection of(Map<String, @Nullable Object> attributes) {
        var projection = new AttributeProjection(
                new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        var values = new AtomicInteger();
        attributes.forEach((key, value) -> projection.add(key, value, 1, values));
        return projection;
    }

    private void add(String path, @Nullable Object value, int depth, AtomicInteger values) {
        if (value == null
                || depth > DEEPEST
                || path.length() > AttributeFields.LONGEST_PATH
                || values.getAndIncrement() >= MOST_VALUES) {
            return;
        }
        paths.add(AttributeFields.path(path));
        switch (value) {
            case Map<?, ?> object -> object.forEach((key, child) -> add(path + "." + key, child, depth + 1, values));
            case List<?> array -> array.forEach(child -> add(path, child, depth + 1, values));
            case Number number -> addNumber(path, number);
            default -> addText(path, value.toString());
        }
    }

    private void addNumber(String path, Number number) {
        facets.add(AttributeFields.facet(path, number));
        double value = number.doubleValue();
        if (Double.isFinite(value)) {
            numbers.computeIfAbsent(AttributeFields.field(path), first -> new LinkedHashSet<>())
                    .add(value);
        }
    }

    private void addText(String path, String text) {
        facets.add(AttributeFields.facet(path, text));
        Instant date = Dates.parse(text);
        if (date != null) {
            dates.computeIfAbsent(AttributeFields.field(path), first -> new LinkedHashSet<>())
                    .add(date.toEpochMilli());
        }
    }
}
