package com.lehnz.profile;

import com.lehnz.catalog.ItemFacts;
import com.lehnz.pipeline.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a profile follows from interactions. Everything but the interactions themselves is derived from them anew each
 * time, so the order in which they arrive does not matter, and an item that was unknown when it was clicked counts from
 * the next event on.
 *
 * @param model the embedding model of the items' vectors
 */
record ProfileRule(ProfileProperties properties, String model) {
    static final String PURCHASE = "purchase";

    private static final Comparator<Interaction> NEWEST_FIRST =
            Comparator.comparing(Interaction::at).reversed().thenComparing(Interaction::eventId);

    /** The most recent interactions of a profile and of a batch, each event once. */
    List<Interaction> recent(Profile current, List<Interaction> added) {
        Set<String> seen = new HashSet<>();
        return Stream.concat(current.recent().stream(), added.stream())
                .filter(interaction -> seen.add(interaction.eventId()))
                .sorted(NEWEST_FIRST)
                .limit(properties.recent())
                .toList();
    }

    Profile derive(
            Profile current,
            List<Interaction> recent,
            List<Interaction> added,
            Map<String, ItemFacts> facts,
            @Nullable Position position) {
        return new Profile(
                recent,
                purchased(current.purchased(), added),
                interestVector(recent, facts),
                model,
                categories(recent, facts),
                position);
    }

    private List<Purchase> purchased(List<Purchase> before, List<Interaction> added) {
        Stream<Purchase> bought = added.stream()
                .filter(interaction -> interaction.eventName().equals(PURCHASE))
                .map(interaction -> new Purchase(interaction.itemId(), interaction.at()));
        Set<String> seen = new HashSet<>();
        return Stream.concat(bought, before.stream())
                .sorted(Comparator.comparing(Purchase::at).reversed().thenComparing(Purchase::itemId))
                .filter(purchase -> seen.add(purchase.itemId()))
                .limit(properties.purchased())
                .toList();
    }

    /** Sum of the items' unit vectors by weight, halved with every half-life of age, scaled to length one. */
    private float @Nullable [] interestVector(List<Interaction> recent, Map<String, ItemFacts> facts) {
        double[] sum = null;
        for (Interaction interaction : recent) {
            ItemFacts item = facts.get(interaction.itemId());
            float[] vector = item == null ? null : item.vector();
            if (vector == null) {
                continue;
            }
            if (sum == null) {
                sum = new double[vector.length];
            }
            double weight = decayed(interaction, recent.getFirst().at());
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * vector[i];
            }
        }
        return sum == null ? null : unit(sum);
    }

    private Map<String, Double> categories(List<Interaction> recent, Map<String, ItemFacts> facts) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (Interaction interaction : recent) {
            ItemFacts item = facts.get(interaction.itemId());
            if (item != null && item.category() != null) {
                weights.merge(
                        item.category(), decayed(interaction, recent.getFirst().at()), Double::sum);
            }
        }
        weights.values().removeIf(weight -> weight <= 0);
        double total =
                weights.values().stream().mapToDouble(Double::doubleValue).sum();
        List<Map.Entry<String, Double>> strongest = new ArrayList<>(weights.entrySet());
        strongest.sort(Map.Entry.<String, Double>comparingByValue().reversed());
        Map<String, Double> shares = new LinkedHashMap<>();
        strongest.stream().limit(20).forEach(entry -> shares.put(entry.getKey(), entry.getValue() / total));
        return shares;
    }

    private double decayed(Interaction interaction, Instant newest) {
        double age = Duration.between(interaction.at(), newest).toMillis();
        return interaction.weight() * Math.pow(0.5, age / properties.halfLife().toMillis());
    }

    /** Null where likes and dislikes cancel out: such a vector points nowhere. */
    private static float @Nullable [] unit(double[] sum) {
        double norm = 0;
        for (double value : sum) {
            norm += value * value;
        }
        norm = Math.sqrt(norm);
        if (norm < 1e-9) {
            return null;
        }
        float[] unit = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            unit[i] = (float) (sum[i] / norm);
        }
        return unit;
    }
}
