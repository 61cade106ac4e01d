package com.lehnz.weights;

/**
 * Cosine of two items' occurrences, with exponents that differ for the item that is asked with (the source) and the one
 * that is found (the target), shrunk so that a few coincidences do not look like a rule:
 * {@code c / (n_source^a · n_target^b + s)}.
 *
 * <p>Sources: asymmetric cosine, Aiolli, "Efficient Top-N Recommendation for Very Large Scale Binary Rated Datasets",
 * RecSys 2013; shrinkage, Bell and Koren, "Improved Neighborhood-based Collaborative Filtering", KDD Cup 2007.
 *
 * @param source exponent a
 * @param target exponent b
 * @param shrinkage s, in rows
 */
record ShrunkCosine(double source, double target, double shrinkage) {

    /** The strongest sources of a target. */
    Partners of(int target, Cooccurrence together, int most) {
        Incidence rows = together.rows();
        together.countWith(target);
        double ofTarget = Math.pow(rows.count(target), this.target);
        int[] others = together.others();
        return Partners.strongest(
                others,
                together.size(),
                most,
                at -> together.with(others[at]) / (Math.pow(rows.count(others[at]), source) * ofTarget + shrinkage));
    }
}
