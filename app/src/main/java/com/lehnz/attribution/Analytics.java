package com.lehnz.attribution;

import com.lehnz.engine.Group;
import com.lehnz.engine.Grouping;
import com.lehnz.engine.Groups;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.web.ApiException;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How an organization's recommendations did: impressions and what is credited to them. */
@Component
class Analytics {
    private static final int MOST_ROWS = 10_000;

    private final Groups groups;

    Analytics(Groups groups) {
        this.groups = groups;
    }

    /** Fails with 400 where the answer would be too long. */
    Mono<AnalyticsReport> report(OrgId org, AnalyticsQuery query) {
        return groups.of(org, grouping(query)).map(found -> {
            if (found.size() > MOST_ROWS) {
                throw ApiException.badRequest(
                        "More than %,d rows: ask for fewer days, or break down 'by' less".formatted(MOST_ROWS),
                        "Field 'by' is invalid");
            }
            List<AnalyticsReport.Row> rows = found.stream().map(Analytics::row).toList();
            Figures total = rows.stream().map(AnalyticsReport.Row::figures).reduce(Figures.NONE, Figures::plus);
            return new AnalyticsReport(query.from(), query.to(), total, rows);
        });
    }

    private static Grouping grouping(AnalyticsQuery query) {
        LinkedHashMap<String, Grouping.Source> by = new LinkedHashMap<>();
        query.by().forEach(dimension -> by.put(dimension.json(), dimension.source()));
        Map<String, String> equal = new HashMap<>();
        if (query.strategy() != null) {
            equal.put("strategy", query.strategy());
        }
        if (query.placement() != null) {
            equal.put("placement", query.placement());
        }
        return new Grouping(
                Index.IMPRESSIONS,
                // What has none is a stub: credits for an id that is nobody's here.
                "strategy",
                equal,
                "timestamp",
                query.from().atStartOfDay().toInstant(ZoneOffset.UTC),
                query.to().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                by,
                List.of("clicks", "conversions", "revenue"),
                MOST_ROWS);
    }

    private static AnalyticsReport.Row row(Group group) {
        return new AnalyticsReport.Row(
                group.keys().get(Dimension.STRATEGY.json()),
                group.keys().get(Dimension.SERVED_BY.json()),
                group.keys().get(Dimension.PLACEMENT.json()),
                group.keys().get(Dimension.DAY.json()),
                Figures.of(group));
    }
}
