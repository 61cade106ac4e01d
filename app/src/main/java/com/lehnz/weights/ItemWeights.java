package com.lehnz.weights;

/**
 * The weights of items, one at a time. Not for several threads at once; what it holds beside the rows is 16 bytes per
 * basket item, and 4 bytes per history and 28 per history item.
 */
final class ItemWeights {
    /** Partners that an item keeps. */
    static final int MOST_PARTNERS = 100;

    private static final ShrunkCosine BOUGHT = new ShrunkCosine(.5, .3, 3);

    private final Cooccurrence baskets;
    private final RidgeOnNeighbours histories;

    ItemWeights(Incidence baskets, Incidence histories) {
        this.baskets = new Cooccurrence(baskets);
        this.histories = new RidgeOnNeighbours(histories);
    }

    /** Items that are bought in the same baskets as this one. */
    Partners boughtWith(int item) {
        return BOUGHT.of(item, baskets, MOST_PARTNERS);
    }

    /** Items whose users are this one's. */
    Partners consumedWith(int item) {
        return histories.of(item, MOST_PARTNERS);
    }

    /**
     * Items that speak for this one in a user's history.
     *
     * @param alike items that are described like it, by their cosine
     * @param resemblance what a cosine of 1 counts
     */
    static Partners likedWith(Partners consumed, Partners alike, double resemblance) {
        return consumed.plus(alike, resemblance, MOST_PARTNERS);
    }
}
