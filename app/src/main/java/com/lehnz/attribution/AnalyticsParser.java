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

    private final Clock clock;

    AnalyticsParser(Clock clock) {
        this.clock = clock;
    }

    /** @throws ApiException 400 naming the parameter that is wrong */
    AnalyticsQuery parse(
            @Nullable String from,
            @Nullable String to,
            @Nullable String by,
            @Nullable String strategy,
            @Nullable String placement) {
        LocalDate last = to == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : day("to", to);
        LocalDate first = from == null ? last.minusDays(DEFAULT_DAYS - 1) : day("from", from);
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        if (days < 1) {
            throw invalid("from", "'from' must not lie after 'to'");
        }
        if (days > MOST_DAYS) {
            throw invalid("from", "'from' and 'to' may span %d days at most, not %,d".formatted(MOST_DAYS, days));
        }
        return new AnalyticsQuery(first, last, dimensions(by == null ? DEFAULT_BY : by), strategy, placement);
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
        try {
            if (DAY.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw invalid(parameter, "'%s' must be a day such as 2026-01-31".formatted(parameter));
    }

    private static ApiException invalid(String parameter, String message) {
        return ApiException.invalid(List.of(Problem.of(null, parameter, message)));
    }
}
