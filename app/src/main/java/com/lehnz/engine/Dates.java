package com.lehnz.engine;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates as callers write them and OpenSearch reads them. */
public final class Dates {
    private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T.{4,30})?");
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Dates() {}

    /**
     * The moment that an ISO 8601 date, or date and time with an offset, stands for; null for any other text, and for
     * moments whose year in UTC has not four digits.
     */
    public static @Nullable Instant parse(String text) {
        if (!ISO.matcher(text).matches()) {
            return null;
        }
        try {
            Instant instant = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            return instant.isBefore(FIRST) || instant.isAfter(LAST) ? null : instant;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
