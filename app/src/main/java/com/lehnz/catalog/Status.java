package com.lehnz.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a record is to be treated: recommended, hidden with its history kept, or gone but for its history. */
public enum Status {
    ACTIVE,
    INACTIVE,
    DELETED;

    static final String KNOWN = Arrays.stream(values()).map(Status::json).collect(Collectors.joining(", "));

    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Status of(String json) {
        Status status = find(json);
        if (status == null) {
            throw new IllegalArgumentException("status must be one of " + KNOWN);
        }
        return status;
    }

    static @Nullable Status find(String json) {
        return Arrays.stream(values())
                .filter(status -> status.json().equals(json))
                .findAny()
                .orElse(null);
    }
}
