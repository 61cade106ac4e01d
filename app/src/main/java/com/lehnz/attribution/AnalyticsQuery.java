package com.lehnz.attribution;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to know of an organization's recommendations.
 *
 * @param from first day, UTC
 * @param to last day, UTC
 * @param by in the order in which rows are sorted
 * @param strategy only this one
 * @param placement only this one
 * @param limit rows of a page
 * @param after keys of the last row of the page before; null for the first page
 */
record AnalyticsQuery(
        LocalDate from,
        LocalDate to,
        List<Dimension> by,
        @Nullable String strategy,
        @Nullable String placement,
        int limit,
        @Nullable Map<String, @Nullable String> after) {}
