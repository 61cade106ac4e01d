package com.lehnz.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of groups.
 *
 * @param total of all documents, those of other pages too; without keys
 * @param groups in the order of their keys
 * @param next keys to go on after; null where these are the last
 */
public record Grouped(
        Group total, List<Group> groups, @Nullable Map<String, @Nullable String> next) {}
