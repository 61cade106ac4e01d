package com.lehnz.evaluation.log;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Points in time as a log writes them. */
record Times(@Nullable DateTimeFormatter format) {

    /** @param pattern null for seconds since 1970 */
    static Times of(@Nullable String pattern) {
        return new Times(
                pattern == null || pattern.equals("seconds")
                        ? null
                        : DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
    }

    Instant parse(String time) {
        try {
            return format == null
                    ? Instant.ofEpochMilli(
                            new BigDecimal(time).movePointRight(3).longValue())
                    : LocalDateTime.parse(time, format).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException("'%s' is no time of the mapping's 'time-format'".formatted(time), e);
        }
    }
}
