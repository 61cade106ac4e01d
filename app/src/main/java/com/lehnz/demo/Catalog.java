package com.lehnz.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The shelves of the shop, one per sub-category. */
final class Catalog {

    /** How often a companion is the product's own counterpart, and not just anything from the right shelf. */
    private static final double COUNTERPART_SHARE = 0.8;

    /** @param popularity how often shoppers wander to this shelf, relative to the others */
    record Shelf(
            String name,
            String category,
            List<String> brands,
            List<String> goesWith,
            double popularity,
            List<Product> products) {}

    private final Map<String, Shelf> shelves = new LinkedHashMap<>();

    Catalog(List<Shelf> shelves) {
        shelves.forEach(shelf -> this.shelves.put(shelf.name(), shelf));
    }

    List<Shelf> shelves() {
        return List.copyOf(shelves.values());
    }

    Shelf shelf(String name) {
        return Objects.requireNonNull(shelves.get(name), name);
    }

    List<Product> products() {
        return shelves.values().stream().flatMap(s -> s.products().stream()).toList();
    }

    Product pick(String shelf, Taste taste, Dice dice) {
        return dice.pick(shelf(shelf).products(), taste::liking);
    }

    /** Something to buy along with a product: a sleeping mat with the tent, beans with the coffee maker. */
    Product companion(Product product, Taste taste, Dice dice) {
        List<String> goesWith = shelf(product.subcategory()).goesWith();
        String other = dice.pick(goesWith, name -> Math.pow(2, -goesWith.indexOf(name)));
        return dice.chance(COUNTERPART_SHARE)
                ? shelf(other).products().get(product.position())
                : pick(other, taste, dice);
    }
}
