package com.lehnz.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Free-form attributes of items and users. */
public final class Attributes {
    /** Of an item, in characters of JSON: as much as one request may bring, however many have brought it. */
    public static final int MOST_OF_ITEM = 1 << 20;

    /** Of a user, who is read with every event. */
    public static final int MOST_OF_USER = 100_000;

    private Attributes() {}

    /** @param most characters of JSON */
    public static boolean fit(Map<String, @Nullable Object> attributes, int most) {
        return length(attributes) <= most;
    }

    /** About as long as it is as JSON. */
    private static long length(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object ->
                2
                        + object.entrySet().stream()
                                .mapToLong(entry -> length(entry.getKey()) + 2 + length(entry.getValue()))
                                .sum();
            case List<?> array ->
                2 + array.stream().mapToLong(each -> 1 + length(each)).sum();
            case String text -> 2L + text.length();
            case null -> 4;
            default -> value.toString().length();
        };
    }

    /** Shallow: a key that is sent replaces its value, null removes it, the rest stays. */
    public static Map<String, @Nullable Object> merge(
            Map<String, @Nullable Object> current, @Nullable Map<String, @Nullable Object> sent) {
        if (sent == null) {
            return current;
        }
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(current);
        merged.putAll(sent);
        merged.values().removeIf(value -> value == null);
        return merged;
    }
}
