package com.lehnz.evaluation.protocol;

import com.lehnz.evaluation.log.Interaction;
import com.lehnz.evaluation.ranking.Baseline;
import com.lehnz.evaluation.ranking.Case;
import com.lehnz.evaluation.ranking.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a protocol makes of a log.
 *
 * @param k how long a list of recommendations is
 * @param rows what baselines learn from
 * @param rounds in order
 * @param baselines each learns when it is asked for
 * @param strategies what to ask the service unless told otherwise
 */
public record Experiment(
        Catalog catalog,
        int k,
        Rows rows,
        List<Round> rounds,
        List<Supplier<Baseline>> baselines,
        List<String> strategies) {

    /**
     * Cases that can be asked once the service knows what came before.
     *
     * @param before of the test part, not sent to the service yet
     */
    public record Round(List<Interaction> before, List<Case> cases) {}

    public List<Case> cases() {
        return rounds.stream().flatMap(round -> round.cases().stream()).toList();
    }

    /** Per item the share of rows that hold it. */
    public double[] popularity() {
        return Arrays.stream(rows.counts())
                .map(count -> Math.max(count, 1) / rows.rows().size())
                .toArray();
    }
}
