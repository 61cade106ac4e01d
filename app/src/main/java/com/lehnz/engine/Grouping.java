package com.lehnz.engine;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to sum up over one organization's documents, and by what.
 *
 * @param index where they lie
 * @param present a field that documents must have to be counted
 * @param equal fields and the value that documents must have there
 * @param time the field that holds a document's time
 * @param from the first moment
 * @param to the first moment that is too late
 * @param by what to group by: name and source
 * @param sums numeric fields to sum up
 * @param after keys of the last group of the page before; null for the first page
 * @param most groups of a page
 */
public record Grouping(
        Index index,
        String present,
        Map<String, String> equal,
        String time,
        Instant from,
        Instant to,
        LinkedHashMap<String, Source> by,
        List<String> sums,
        @Nullable Map<String, @Nullable String> after,
        int most) {

    /** Where a group's key comes from. */
    public sealed interface Source {
        /** A field's value; documents without one form a group of their own. */
        record Value(String field) implements Source {}

        /** The day in UTC that a date lies in, as {@code uuuu-MM-dd}. */
        record Day(String field) implements Source {}
    }
}
