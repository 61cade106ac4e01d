package com.lehnz.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What somebody likes, apart: somebody who likes boots and coffee is not somebody who likes what lies between them.
 * Leader clustering (Hartigan, "Clustering Algorithms", 1975, chapter 3): items are taken from the strongest on, each
 * joins the nearest group or, where none is near, begins one. Linear in the number of items, and the same whatever the
 * order they came in. That several vectors serve a user better than one: Pal et al., "PinnerSage", KDD 2020.
 */
final class Interests {
    /** Below this cosine two items are two interests: what pairs of a shop's category exceed and others mostly do not. */
    static final double NEAR = 0.5;

    /** When there are so many groups, an item joins the nearest however far: the work stays linear. */
    private static final int MOST_GROUPS = 12;

    private static final int MOST_INTERESTS = 4;
    private static final Comparator<Item> STRONGEST_FIRST =
            Comparator.comparingDouble(Item::weight).reversed().thenComparing(Item::itemId);

    private Interests() {}

    /**
     * @param weight how much they like it, above 0
     * @param vector unit vector
     */
    record Item(String itemId, double weight, float[] vector) {}

    private static final class Group {
        private final VectorSum sum = new VectorSum();
        private double weight;

        private void add(Item item) {
            sum.add(item.weight(), item.vector());
            weight += item.weight();
        }
    }

    static List<Interest> of(Stream<Item> items) {
        List<Group> groups = new ArrayList<>();
        items.sorted(STRONGEST_FIRST).forEach(item -> {
            Group nearest = null;
            double nearness = -1;
            for (Group group : groups) {
                double cosine = group.sum.cosine(item.vector());
                if (cosine > nearness) {
                    nearest = group;
                    nearness = cosine;
                }
            }
            if (nearest == null || nearness < NEAR && groups.size() < MOST_GROUPS) {
                nearest = new Group();
                groups.add(nearest);
            }
            nearest.add(item);
        });
        double total = groups.stream().mapToDouble(group -> group.weight).sum();
        return groups.stream()
                .sorted(Comparator.<Group>comparingDouble(group -> group.weight).reversed())
                .limit(MOST_INTERESTS)
                .flatMap(group ->
                        Stream.ofNullable(group.sum.unit()).map(middle -> new Interest(middle, group.weight / total)))
                .toList();
    }
}
