package com.lehnz.attribution;

import com.lehnz.engine.Group;
import com.lehnz.engine.Grouping;
import com.lehnz.engine.Groups;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
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
    private final Groups groups;
    private final RowCursor cursor;

    Analytics(Groups groups, RowCursor cursor) {
        this.groups = groups;
        this.cursor = cursor;
    }

    Mono<AnalyticsReport> report(OrgId org, AnalyticsQuery query) {
        return groups.of(org, grouping(query))
                .map(found -> new AnalyticsReport(
                        query.from(),
                        query.to(),
                        Figures.of(found.total()),
                        found.groups().stream().map(Analytics::row).toList(),
                        found.next() == null ? null : cursor.write(query.by(), found.next())));
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
                query.after(),
                query.limit());
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
