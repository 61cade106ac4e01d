package com.lehnz.profile;

import com.lehnz.catalog.ItemFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An interaction, and how much it counts.
 *
 * @param item null where nobody has loaded it yet
 */
record Counted(
        Interaction interaction, double weight, @Nullable ItemFacts item) {
    static final int MOST_SHARES = 20;

    /** Queries ask for categories and brands without regard to case: two spellings of one would count twice. */
    static final Comparator<String> ONE_SPELLING = String.CASE_INSENSITIVE_ORDER;

    /** The middle of the items, a unit vector; null where nothing is known of them. */
    static float @Nullable [] vector(List<Counted> counted) {
        VectorSum sum = new VectorSum();
        for (Counted each : counted) {
            if (each.item != null && each.item.vector() != null) {
                sum.add(each.weight, each.item.vector());
            }
        }
        return sum.unit();
    }

    /** Share of the weight in each value of a property, largest first; without what weighs against it. */
    static Map<String, Double> shares(List<Counted> counted, Function<ItemFacts, @Nullable String> property) {
        Map<String, Double> weights = new TreeMap<>(ONE_SPELLING);
        for (Counted each : counted) {
            String value = each.item == null ? null : property.apply(each.item);
            if (value != null) {
                weights.merge(value, each.weight, Double::sum);
            }
        }
        weights.values().removeIf(weight -> weight <= 0);
        double total =
                weights.values().stream().mapToDouble(Double::doubleValue).sum();
        List<Map.Entry<String, Double>> strongest = new ArrayList<>(weights.entrySet());
        strongest.sort(
                Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        Map<String, Double> shares = new LinkedHashMap<>();
        strongest.stream().limit(MOST_SHARES).forEach(entry -> shares.put(entry.getKey(), entry.getValue() / total));
        return shares;
    }
}
