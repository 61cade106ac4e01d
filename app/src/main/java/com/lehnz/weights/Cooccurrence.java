package com.lehnz.weights;

/**
 * How often an item lies in a row together with each other item: one column of {@code G = XᵀX} at a time, so that memory
 * grows with the items and not with their pairs. Not for several threads at once.
 */
final class Cooccurrence {
    private final Incidence rows;
    private final double[] counts;
    private final int[] others;
    private int size;

    Cooccurrence(Incidence rows) {
        this.rows = rows;
        this.counts = new double[rows.items()];
        this.others = new int[rows.items()];
    }

    Incidence rows() {
        return rows;
    }

    /** Counts anew, with this item. */
    void countWith(int target) {
        for (int at = 0; at < size; at++) {
            counts[others[at]] = 0;
        }
        size = 0;
        for (int posting = rows.itemStart(target); posting < rows.itemEnd(target); posting++) {
            int row = rows.itemRow(posting);
            double value = rows.itemValue(posting);
            for (int at = rows.rowStart(row); at < rows.rowEnd(row); at++) {
                int other = rows.rowItem(at);
                if (other == target) {
                    continue;
                }
                if (counts[other] == 0) {
                    others[size++] = other;
                }
                counts[other] += value * rows.rowValue(at);
            }
        }
    }

    /** Items that were counted, in no order; the first {@link #size} are valid. */
    int[] others() {
        return others;
    }

    int size() {
        return size;
    }

    double with(int other) {
        return counts[other];
    }
}
