package com.lehnz.engine;

/**
 * How item-to-item weights lie on an item: {@code rank_features} fields that hold its strongest partners, each by the name that this class gives its id, for those who write them and those who ask.
 */
public final class ItemFeatures {
    /** Partners that are bought in the same basket. */
    public static final String BOUGHT_WITH = "bought_with";

    /** Partners that the same people are interested in. */
    public static final String CONSUMED_WITH = "consumed_with";

    /** Partners that speak for it in a user's history: those it is consumed with and those that are described alike. */
    public static final String LIKED_WITH = "liked_with";

    private ItemFeatures() {}

    /**
     * An item's id as the name of a feature: ids hold anything up to 512 bytes, but OpenSearch would take a dot for an
     * object. Ids that are longer than a name should be are told apart by their hash.
     */
    public static String name(String itemId) {
        return AttributeFields.field(itemId);
    }
}
