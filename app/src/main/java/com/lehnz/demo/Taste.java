package com.lehnz.demo;

import java.util.List;

/**
 * What a shopper likes.
 *
 * @param favorites sub-categories, in no order
 * @param priceLevel 1 buys at a shelf's average price, less looks for bargains, more for quality
 * @param loyalty the share of visits that stay with the favorites
 */
record Taste(List<String> favorites, List<String> brands, double priceLevel, double loyalty) {

    private static final double BRAND_PREFERENCE = 3;
    /** In logarithms: within a factor of about 1.4 of the own level a price feels right. */
    private static final double PRICE_TOLERANCE = 0.35;

    /** How likely this shopper is to choose a product, relative to the others of its shelf. */
    double liking(Product product) {
        double distance = Math.log(product.priceRatio() / priceLevel) / PRICE_TOLERANCE;
        double brand = brands.contains(product.brand()) ? BRAND_PREFERENCE : 1;
        return product.popularity() * brand * Math.exp(-distance * distance / 2);
    }
}
