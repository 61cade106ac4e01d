package com.lehnz.attribution;

import com.lehnz.engine.Grouping.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What analytics can be broken down by. */
enum Dimension {
    /** As it was asked for. */
    STRATEGY(new Source.Value("strategy")),
    /** What really produced the list: the strategy, or a fallback of it. */
    SERVED_BY(new Source.Value("served_by")),
    PLACEMENT(new Source.Value("placement")),
    /** Of the recommendation, in UTC. */
    DAY(new Source.Day("timestamp"));

    static final List<String> NAMES =
            Arrays.stream(values()).map(Dimension::json).toList();

    private final Source source;

    Dimension(Source source) {
        this.source = source;
    }

    Source source() {
        return source;
    }

    String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Dimension> find(String json) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.json().equals(json))
                .findAny();
    }
}
