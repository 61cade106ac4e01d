package com.lehnz.weights;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Which items' presence in a row foretells the target's, each beside the others: least squares with an L2 penalty on the
 * target's strongest neighbours N, {@code (G_NN + λI) w = G_Nj}, of which the largest positive weights are kept.
 *
 * <p>Sources: Ning and Karypis, "SLIM", ICDM 2011, whose fsSLIM restricts the regression to neighbours; Steck,
 * "Embarrassingly Shallow Autoencoders", WWW 2019, whose closed form this is for one column and its neighbours.
 *
 * <p>One target costs a pass over the rows that its neighbours lie in and one Cholesky decomposition: milliseconds. Holds
 * 4 bytes per row and 16 per item; not for several threads at once.
 */
final class RidgeOnNeighbours {
    private static final ShrunkCosine NEIGHBOURS = new ShrunkCosine(.5, .4, 10);
    private static final int MOST_NEIGHBOURS = 200;
    private static final int NOWHERE = -1;

    /** λ in mean counts of an item, so that a shop of a hundred visitors is not shrunk to nothing. */
    private static final double PENALTY = 4;

    private final Incidence rows;
    private final double lambda;
    private final Cooccurrence together;
    private final int[] placeOf;
    private final int[] seenFor;
    private int pass;

    RidgeOnNeighbours(Incidence rows) {
        this.rows = rows;
        this.lambda = PENALTY * rows.meanCount();
        this.together = new Cooccurrence(rows);
        this.placeOf = new int[rows.items()];
        Arrays.fill(placeOf, NOWHERE);
        this.seenFor = new int[rows.rows()];
    }

    Partners of(int target, int most) {
        int[] neighbours = NEIGHBOURS.of(target, together, MOST_NEIGHBOURS).items();
        if (neighbours.length == 0) {
            return Partners.NONE;
        }
        DMatrixRMaj gram = gram(neighbours);
        DMatrixRMaj wanted = new DMatrixRMaj(neighbours.length, 1);
        for (int at = 0; at < neighbours.length; at++) {
            gram.unsafe_set(at, at, rows.count(neighbours[at]) + lambda);
            wanted.unsafe_set(at, 0, together.with(neighbours[at]));
        }
        LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.chol(neighbours.length);
        if (!cholesky.setA(gram)) {
            // λ keeps the matrix positive definite, unless the evidence itself is not finite.
            throw new IllegalStateException("no weights for item " + target + ": its evidence is not finite");
        }
        DMatrixRMaj weights = new DMatrixRMaj(neighbours.length, 1);
        cholesky.solve(wanted, weights);
        return Partners.strongest(neighbours, neighbours.length, most, at -> weights.unsafe_get(at, 0));
    }

    /** {@code G_NN} without its diagonal. */
    private DMatrixRMaj gram(int[] neighbours) {
        pass++;
        for (int at = 0; at < neighbours.length; at++) {
            placeOf[neighbours[at]] = at;
        }
        DMatrixRMaj gram = new DMatrixRMaj(neighbours.length, neighbours.length);
        int[] places = new int[neighbours.length];
        float[] values = new float[neighbours.length];
        for (int neighbour : neighbours) {
            for (int posting = rows.itemStart(neighbour); posting < rows.itemEnd(neighbour); posting++) {
                int row = rows.itemRow(posting);
                if (seenFor[row] != pass) {
                    seenFor[row] = pass;
                    addRow(row, gram, places, values);
                }
            }
        }
        for (int neighbour : neighbours) {
            placeOf[neighbour] = NOWHERE;
        }
        return gram;
    }

    private void addRow(int row, DMatrixRMaj gram, int[] places, float[] values) {
        int size = 0;
        for (int at = rows.rowStart(row); at < rows.rowEnd(row); at++) {
            int place = placeOf[rows.rowItem(at)];
            if (place != NOWHERE) {
                places[size] = place;
                values[size++] = rows.rowValue(at);
            }
        }
        for (int a = 1; a < size; a++) {
            for (int b = 0; b < a; b++) {
                double product = (double) values[a] * values[b];
                gram.data[places[a] * gram.numCols + places[b]] += product;
                gram.data[places[b] * gram.numCols + places[a]] += product;
            }
        }
    }
}
