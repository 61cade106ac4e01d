package com.lehnz.attribution;

import com.lehnz.web.ApiException;
import com.lehnz.web.Problem;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From the parameters of a request for analytics to a query. */
@Component
class AnalyticsParser {
    static final String DEFAULT_BY = "strategy,placement,day";
    private static final Pattern DAY = Pattern.compile("2\\d{3}-\\d{2}-\\d{2}");
    private static final int DEFAULT_DAYS = 30;
    private static final int MOST_DAYS = 366;

    static final String DEFAULT_LIMIT = "10000";
    private static final int MOST_ROWS = 10_000;

    private final Clock clock;
    private final RowCursor cursors;

    AnalyticsParser(Clock clock, RowCursor cursors) {
        this.clock = clock;
        this.cursors = cursors;
    }

    /** @throws ApiException 400 naming the parameter that is wrong */
    AnalyticsQuery parse(
            @Nullable String from,
            @Nullable String to,
            @Nullable String by,
            @Nullable String strategy,
            @Nullable String placement,
            String limit,
            @Nullable String cursor) {
        LocalDate last = to == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : day("to", to);
        LocalDate first = from == null ? last.minusDays(DEFAULT_DAYS - 1) : day("from", from);
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        if (days < 1) {
            throw invalid("from", "'from' must not lie after 'to'");
        }
        if (days > MOST_DAYS) {
            throw invalid("from", "'from' and 'to' may span %d days at most, not %,d".formatted(MOST_DAYS, days));
        }
        List<Dimension> dimensions = dimensions(by == null ? DEFAULT_BY : by);
        return new AnalyticsQuery(
                first,
                last,
                dimensions,
                strategy,
                placement,
                rows(limit),
                cursor == null ? null : after(dimensions, cursor));
    }

    private static int rows(String limit) {
        try {
            int rows = Integer.parseInt(limit);
            if (rows >= 1 && rows <= MOST_ROWS) {
                return rows;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw invalid("limit", "'limit' must lie between 1 and %,d".formatted(MOST_ROWS));
    }

    private Map<String, @Nullable String> after(List<Dimension> by, String cursor) {
        Map<String, @Nullable String> keys = cursors.read(by, cursor);
        if (keys == null) {
            throw invalid("cursor", "'cursor' must be the 'next' of another page of the same 'by'");
        }
        return keys;
    }

    private static List<Dimension> dimensions(String by) {
        return Arrays.stream(by.split(","))
                .map(String::strip)
                .distinct()
                .map(name -> Dimension.find(name)
                        .orElseThrow(() -> invalid(
                                "by",
                                "'by' cannot be '%s': known are %s"
                                        .formatted(name, String.join(", ", Dimension.NAMES)))))
                .toList();
    }

    private static LocalDate day(String parameter, String text) {
        LocalDate day = findDay(text);
        if (day == null) {
            throw invalid(parameter, "'%s' must be a day such as 2026-01-31".formatted(parameter));
        }
        return day;
    }

    /** Null where it is none. */
    static @Nullable LocalDate findDay(String text) {
        try {
            return DAY.matcher(text).matches() ? LocalDate.parse(text) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static ApiException invalid(String parameter, String message) {
        return ApiException.invalid(List.of(Problem.of(null, parameter, message)));
    }
}
