package com.lehnz.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a malformed row means for the others. */
public enum ImportMode {
    /** Nothing is imported. */
    REJECT,
    /** The others are imported. */
    SKIP;

    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ImportMode> find(String text) {
        return Arrays.stream(values()).filter(mode -> mode.json().equals(text)).findAny();
    }
}
