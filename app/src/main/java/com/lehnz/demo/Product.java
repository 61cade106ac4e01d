package com.lehnz.demo;

/**
 * An item with what the simulation needs to know of it.
 *
 * @param position its place on its shelf: products at the same position of two shelves that go together are the pairs
 *     that shoppers like to buy together
 * @param priceRatio its price relative to the average of its shelf
 * @param popularity how often it is chosen, relative to the others of its shelf
 */
record Product(
        DemoItem item,
        String subcategory,
        String brand,
        double price,
        int position,
        double priceRatio,
        double popularity) {

    String id() {
        return item.itemId();
    }
}
