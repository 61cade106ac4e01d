package com.lehnz.weights;

import java.util.Arrays;

/**
 * Which items lie together in which rows (baskets, or people's histories) and how much each counts there: a sparse
 * matrix, kept by rows and by items. 16 bytes per entry.
 */
final class Incidence {
    private final int[] rowEnds;
    private final int[] rowItems;
    private final float[] rowValues;
    private final int[] itemEnds;
    private final int[] itemRows;
    private final float[] itemValues;
    private final double[] counts;

    private Incidence(int items, int[] rowEnds, int[] rowItems, float[] rowValues) {
        this.rowEnds = rowEnds;
        this.rowItems = rowItems;
        this.rowValues = rowValues;
        this.itemEnds = new int[items];
        this.itemRows = new int[rowItems.length];
        this.itemValues = new float[rowItems.length];
        this.counts = new double[items];
        transpose();
    }

    private void transpose() {
        int[] next = new int[itemEnds.length];
        for (int item : rowItems) {
            itemEnds[item]++;
        }
        for (int item = 0, end = 0; item < itemEnds.length; item++) {
            next[item] = end;
            end += itemEnds[item];
            itemEnds[item] = end;
        }
        for (int row = 0; row < rowEnds.length; row++) {
            for (int at = rowStart(row); at < rowEnds[row]; at++) {
                int item = rowItems[at];
                itemRows[next[item]] = row;
                itemValues[next[item]++] = rowValues[at];
                counts[item] += (double) rowValues[at] * rowValues[at];
            }
        }
    }

    int rows() {
        return rowEnds.length;
    }

    int items() {
        return itemEnds.length;
    }

    /** An item's own count: the sum of its squared values, as {@code G = XᵀX} has it on its diagonal. */
    double count(int item) {
        return counts[item];
    }

    /** Over the items that lie in any row. */
    double meanCount() {
        return Arrays.stream(counts).filter(count -> count > 0).average().orElse(0);
    }

    int rowStart(int row) {
        return row == 0 ? 0 : rowEnds[row - 1];
    }

    int rowEnd(int row) {
        return rowEnds[row];
    }

    int rowItem(int at) {
        return rowItems[at];
    }

    float rowValue(int at) {
        return rowValues[at];
    }

    int itemStart(int item) {
        return item == 0 ? 0 : itemEnds[item - 1];
    }

    int itemEnd(int item) {
        return itemEnds[item];
    }

    int itemRow(int at) {
        return itemRows[at];
    }

    float itemValue(int at) {
        return itemValues[at];
    }

    /** Takes rows one after the other. */
    static final class Builder {
        private final int items;
        private int[] rowEnds = new int[16];
        private int rows;
        private int[] rowItems = new int[64];
        private float[] rowValues = new float[64];
        private int entries;

        Builder(int items) {
            this.items = items;
        }

        /** At most once per item and row. */
        Builder add(int item, double value) {
            if (entries == rowItems.length) {
                rowItems = Arrays.copyOf(rowItems, entries * 2);
                rowValues = Arrays.copyOf(rowValues, entries * 2);
            }
            rowItems[entries] = item;
            rowValues[entries++] = (float) value;
            return this;
        }

        /** Rows of a single item say nothing of two, but they count for it. */
        Builder endRow() {
            if (rows == rowEnds.length) {
                rowEnds = Arrays.copyOf(rowEnds, rows * 2);
            }
            rowEnds[rows++] = entries;
            return this;
        }

        Incidence build() {
            return new Incidence(
                    items,
                    Arrays.copyOf(rowEnds, rows),
                    Arrays.copyOf(rowItems, entries),
                    Arrays.copyOf(rowValues, entries));
        }
    }
}
