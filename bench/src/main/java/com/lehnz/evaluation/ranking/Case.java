package com.lehnz.evaluation.ranking;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody for whom items are to be found, and which ones would be right. Items are numbers of the catalog.
 *
 * @param user null where nobody in particular asks
 * @param context the item being looked at; null where there is none
 * @param history what counts for this case, oldest first
 * @param excluded items that are no answer
 * @param wanted items that are right, at least one
 */
public record Case(
        @Nullable String user, @Nullable Integer context, int[] history, Set<Integer> excluded, Set<Integer> wanted) {}
