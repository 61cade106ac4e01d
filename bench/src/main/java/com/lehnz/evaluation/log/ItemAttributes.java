package com.lehnz.evaluation.log;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a log says of its items: of several values of an attribute, the commonest, and of those the first. */
final class ItemAttributes {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,9})?");

    /** Item, attribute, value, and how often. */
    private final Map<String, Map<String, Map<Object, Integer>>> counts = new HashMap<>();

    /** @param columns by the attribute that they are to be */
    void count(String item, Map<String, String> columns, Map<String, String> row) {
        columns.forEach((attribute, column) -> {
            String value = row.get(column);
            if (value != null) {
                count(item, attribute, typed(value.strip()));
            }
        });
    }

    void read(Mapping.ItemsFile mapping, Path file) throws IOException {
        try (Stream<Map<String, String>> rows = mapping.file().rows(file)) {
            rows.filter(row -> row.containsKey(mapping.item())).forEach(row -> {
                String item = row.get(mapping.item());
                count(item, mapping.attributes(), row);
                mapping.flags().forEach((attribute, columns) -> {
                    List<String> set = columns.stream()
                            .filter(column -> "1".equals(row.get(column)))
                            .toList();
                    count(item, attribute, set);
                });
            });
        }
    }

    private void count(String item, String attribute, Object value) {
        counts.computeIfAbsent(item, first -> new LinkedHashMap<>())
                .computeIfAbsent(attribute, first -> new LinkedHashMap<>())
                .merge(value, 1, Integer::sum);
    }

    private static Object typed(String value) {
        return NUMBER.matcher(value).matches() ? new BigDecimal(value) : value;
    }

    Map<String, Map<String, Object>> commonest() {
        Map<String, Map<String, Object>> attributes = new HashMap<>();
        counts.forEach((item, byAttribute) -> {
            Map<String, Object> values = new LinkedHashMap<>();
            byAttribute.forEach((attribute, byValue) -> byValue.entrySet().stream()
                    .max(Comparator.comparingInt(Map.Entry::getValue))
                    .ifPresent(most -> values.put(attribute, most.getKey())));
            attributes.put(item, values);
        });
        return attributes;
    }
}
