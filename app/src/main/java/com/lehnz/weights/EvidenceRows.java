package com.lehnz.weights;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * Rows to count occurrences in, made of evidence. A row's items count for less the longer ago they were: with the square
 * root of half per half-life, so that two of the same age count together for half per half-life.
 *
 * @param halfLife measured back from the organization's newest evidence
 */
record EvidenceRows(Duration halfLife) {
    /** A basket or a history says little about pairs when it holds everything, and its pairs cost by the square. */
    static final int LONGEST_BASKET = 200;

    static final int LONGEST_HISTORY = 500;

    /** Of twenty half-lives there is a millionth left. */
    private static final double LEAST = Math.pow(.5, 10);

    /** What each user bought in one session, the newest {@value #LONGEST_BASKET} items of it. */
    Incidence baskets(Evidence evidence) {
        return baskets(evidence, evidence.itemIds().size(), item -> item);
    }

    /**
     * The same with groups of items in the items' place.
     *
     * @param groupOf the group of an item, negative where it has none
     */
    Incidence baskets(Evidence evidence, int groups, IntUnaryOperator groupOf) {
        var rows = new Incidence.Builder(groups);
        long newest = evidence.newest();
        for (int from = 0, end; from < evidence.size(); from = end) {
            end = evidence.endOfUser(from);
            Map<Integer, Map<Integer, Long>> bySession = new LinkedHashMap<>();
            for (int at = end - 1; at >= from; at--) {
                int group = groupOf.applyAsInt(evidence.item(at));
                if (evidence.isPurchase(at) && group >= 0) {
                    var basket = bySession.computeIfAbsent(evidence.session(at), first -> new LinkedHashMap<>());
                    if (basket.size() < LONGEST_BASKET) {
                        basket.putIfAbsent(group, evidence.time(at));
                    }
                }
            }
            bySession.values().forEach(basket -> addRow(basket, newest, 1, rows));
        }
        return rows.build();
    }

    /** What each user was interested in, the newest {@value #LONGEST_HISTORY} items of it. */
    Incidence histories(Evidence evidence) {
        var rows = new Incidence.Builder(evidence.itemIds().size());
        long newest = evidence.newest();
        for (int from = 0, end; from < evidence.size(); from = end) {
            end = evidence.endOfUser(from);
            Map<Integer, Long> history = new LinkedHashMap<>();
            for (int at = end - 1; at >= from && history.size() < LONGEST_HISTORY; at--) {
                history.putIfAbsent(evidence.item(at), evidence.time(at));
            }
            // Whoever looks at everything says less with each: a history of n items counts for the root of n in all.
            addRow(history, newest, Math.pow(history.size(), -.25), rows);
        }
        return rows.build();
    }

    private void addRow(Map<Integer, Long> lastTimes, long newest, double scale, Incidence.Builder rows) {
        lastTimes.forEach((item, time) -> {
            double value = Math.pow(.5, (newest - time) / (2.0 * halfLife.toMillis()));
            if (value >= LEAST) {
                rows.add(item, scale * value);
            }
        });
        rows.endRow();
    }
}
