package com.lehnz.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Free-form attributes of items and users. */
public final class Attributes {
    private Attributes() {}

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
