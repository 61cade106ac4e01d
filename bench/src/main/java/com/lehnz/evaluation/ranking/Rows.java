package com.lehnz.evaluation.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What baselines learn from: items that belong together, such as those of a user, a basket or a session.
 *
 * @param items how many the catalog has
 * @param rows oldest first, items in the order in which they came; an item may come twice
 */
public record Rows(int items, List<int[]> rows) {

    /** The same rows with every item once, in order of its number. */
    public Rows distinct() {
        return new Rows(
                items,
                rows.stream()
                        .map(row -> Arrays.stream(row).distinct().sorted().toArray())
                        .toList());
    }

    /** In how many rows each item is. */
    public double[] counts() {
        double[] counts = new double[items];
        rows.forEach(row -> Arrays.stream(row).distinct().forEach(item -> counts[item]++));
        return counts;
    }

    /** For each item the numbers of the rows it is in, ascending. */
    List<int[]> rowsOfItems() {
        List<IntStream.Builder> builders = new ArrayList<>();
        for (int item = 0; item < items; item++) {
            builders.add(IntStream.builder());
        }
        for (int row = 0; row < rows.size(); row++) {
            int number = row;
            Arrays.stream(rows.get(row))
                    .distinct()
                    .forEach(item -> builders.get(item).add(number));
        }
        return builders.stream().map(builder -> builder.build().toArray()).toList();
    }
}
