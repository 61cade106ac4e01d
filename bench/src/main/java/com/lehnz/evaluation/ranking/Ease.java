package com.lehnz.evaluation.ranking;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * EASE (Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse Data"), dense and in closed form: with {@code G} the
 * items' co-occurrence counts and {@code P = (G + λI)⁻¹}, the weight of item i for item j is {@code -P_ij / P_jj}.
 *
 * <p>Takes twice the square of the number of items in doubles, and its cube in time: meant for catalogs up to some
 * thousand items.
 */
public final class Ease {
    private Ease() {}

    /** @param lambda the larger, the less single co-occurrences count */
    public static Baseline of(Rows rows, double lambda) {
        DMatrixRMaj weights = weights(rows.distinct(), lambda);
        return new Baseline("EASE (λ %.0f)".formatted(lambda), question -> sum(weights, question.history()));
    }

    /** @param rows with every item once */
    static DMatrixRMaj weights(Rows rows, double lambda) {
        DMatrixRMaj gram = gram(rows);
        for (int item = 0; item < rows.items(); item++) {
            gram.add(item, item, lambda);
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(rows.items());
        if (!solver.setA(gram)) {
            throw new IllegalStateException("The co-occurrence matrix cannot be inverted; is lambda positive?");
        }
        DMatrixRMaj inverse = new DMatrixRMaj(rows.items(), rows.items());
        solver.invert(inverse);
        double[] diagonal = new double[rows.items()];
        for (int item = 0; item < diagonal.length; item++) {
            diagonal[item] = inverse.get(item, item);
        }
        for (int i = 0; i < diagonal.length; i++) {
            for (int j = 0; j < diagonal.length; j++) {
                inverse.set(i, j, i == j ? 0 : -inverse.get(i, j) / diagonal[j]);
            }
        }
        return inverse;
    }

    private static DMatrixRMaj gram(Rows rows) {
        DMatrixRMaj gram = new DMatrixRMaj(rows.items(), rows.items());
        for (int[] row : rows.rows()) {
            for (int i : row) {
                for (int j : row) {
                    gram.add(i, j, 1);
                }
            }
        }
        return gram;
    }

    private static double[] sum(DMatrixRMaj weights, int[] history) {
        double[] scores = new double[weights.numCols];
        for (int source : history) {
            for (int target = 0; target < scores.length; target++) {
                scores[target] += weights.get(source, target);
            }
        }
        return scores;
    }
}
