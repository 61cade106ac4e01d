package com.lehnz.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What kind of thing an event is; gives custom names their weight. */
public enum EventFamily {
    EXPOSURE,
    ENGAGEMENT,
    CONVERSION,
    SYSTEM;

    static final String KNOWN = Arrays.stream(values()).map(EventFamily::json).collect(Collectors.joining(", "));

    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable EventFamily find(String json) {
        return Arrays.stream(values())
                .filter(family -> family.json().equals(json))
                .findAny()
                .orElse(null);
    }

    @JsonCreator
    static EventFamily of(String json) {
        EventFamily family = find(json);
        if (family == null) {
            throw new IllegalArgumentException("event_family must be one of " + KNOWN);
        }
        return family;
    }
}
