package com.lehnz.evaluation.ranking;

/** Puts the items of a catalog in an order. */
public interface Ranker {
    String name();

    /** @return the best {@code k} items at most, the best first, none of them excluded, none twice */
    int[] rank(Case question, int k);
}
