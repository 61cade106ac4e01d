package com.lehnz.evaluation.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a log by its mapping. */
public final class LogReader {
    private final Mapping mapping;
    private final Times times;
    private final List<Interaction> interactions = new ArrayList<>();
    private final Map<String, String> interned = new HashMap<>();
    private final Set<List<String>> seen = new HashSet<>();
    private final ItemAttributes attributes = new ItemAttributes();

    private LogReader(Mapping mapping) {
        this.mapping = mapping;
        this.times = Times.of(mapping.timeFormat());
    }

    /**
     * @param files read one after another
     * @param items the file of the mapping's {@code items}
     * @throws IllegalArgumentException when they do not fit the mapping, saying where
     */
    public static Log read(Mapping mapping, List<Path> files, @Nullable Path items) throws IOException {
        LogReader reader = new LogReader(mapping);
        for (Path file : files) {
            reader.read(file);
        }
        if (mapping.items() != null && items != null) {
            reader.attributes.read(mapping.items(), items);
        }
        if (reader.interactions.isEmpty()) {
            throw new IllegalArgumentException("There is no row with an item and a time in " + files);
        }
        reader.interactions.sort(Comparator.comparing(Interaction::time));
        return new Log(reader.interactions, reader.attributes.commonest());
    }

    private void read(Path file) throws IOException {
        try (Stream<Map<String, String>> rows = mapping.file().rows(file)) {
            rows.filter(this::wanted).forEach(this::read);
        }
    }

    private boolean wanted(Map<String, String> row) {
        return mapping.skip().entrySet().stream()
                .noneMatch(skip -> skip.getValue()
                        .matcher(row.getOrDefault(skip.getKey(), ""))
                        .find());
    }

    private void read(Map<String, String> row) {
        Mapping.Columns columns = mapping.columns();
        String item = value(row, columns.item());
        String time = value(row, columns.time());
        String user = value(row, columns.user());
        String session = value(row, columns.session());
        if (item == null || time == null || (user == null && session == null)) {
            return;
        }
        attributes.count(item, mapping.attributes(), row);
        if (session != null && mapping.oncePerSession() && !seen.add(List.of(session, item))) {
            return;
        }
        String somebody = user == null ? "guest-" + session : user;
        interactions.add(new Interaction(intern(somebody), user != null, item, session, times.parse(time)));
    }

    private @Nullable String value(Map<String, String> row, @Nullable String column) {
        String value = column == null ? null : row.get(column);
        return value == null ? null : intern(value);
    }

    /** Logs repeat themselves: one string for each id keeps a million rows small. */
    private String intern(String value) {
        return interned.computeIfAbsent(value, same -> same);
    }
}
