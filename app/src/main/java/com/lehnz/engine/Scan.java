package com.lehnz.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to read of many documents.
 *
 * @param condition which documents
 * @param keywords fields to read: their doc values, not the source, which is much slower to read
 * @param dates fields to read as milliseconds since 1970
 * @param newestBy a date field by which the newest come first; null for no order
 */
public record Scan(
        Condition condition,
        List<String> keywords,
        List<String> dates,
        @Nullable String newestBy) {}
