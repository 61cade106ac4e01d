package com.lehnz.evaluation.report;

import com.lehnz.evaluation.metric.Score;
import org.jspecify.annotations.Nullable;

/**
 * One ranker's result.
 *
 * @param service whether it is the service's and not a baseline
 * @param served the share of answers that the strategy gave itself and not its fallback; null where nobody knows
 */
public record Row(
        String name, boolean service, Score score, @Nullable Double served) {}
