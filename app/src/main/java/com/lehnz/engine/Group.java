package com.lehnz.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Documents that have the same keys.
 *
 * @param keys by the name of their source; null where the document has no value
 * @param count how many documents
 * @param sums by field
 */
public record Group(Map<String, @Nullable String> keys, long count, Map<String, Double> sums) {}
