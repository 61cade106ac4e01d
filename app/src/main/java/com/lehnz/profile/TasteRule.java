package com.lehnz.profile;

import com.lehnz.catalog.ItemFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What follows from what somebody did. Everything is derived anew each time, so the order in which events arrive does not
 * matter, and an item that was unknown when it was clicked counts as soon as it is known. Ages are counted from their
 * newest interaction: somebody who comes back after a year finds their taste as they left it.
 *
 * @param model the embedding model of the items' vectors
 */
record TasteRule(ProfileProperties properties, String model) {
    private static final int MOST_HISTORY = 100;

    private static final Comparator<WeightedItem> STRONGEST_FIRST =
            Comparator.comparingDouble(WeightedItem::weight).reversed().thenComparing(WeightedItem::itemId);

    /**
     * The profile with the taste that follows from what it holds.
     *
     * @param facts of the items in it that exist
     */
    Profile renew(Profile profile, Map<String, ItemFacts> facts) {
        Taste taste = derive(profile.recent(), profile.purchased(), facts);
        Set<String> waitingFor = new TreeSet<>(profile.itemIds());
        waitingFor.removeAll(facts.keySet());
        return new Profile(profile.recent(), profile.purchased(), taste, waitingFor, profile.learned());
    }

    private Taste derive(List<Interaction> recent, List<Purchase> purchased, Map<String, ItemFacts> facts) {
        List<Counted> counted = counted(recent, facts);
        List<List<Interaction>> visits = Sessions.of(recent, properties.sessionGap());
        List<Counted> visit = visits.isEmpty() ? List.of() : counted(visits.getFirst(), facts);
        List<Interest> interests = interests(counted);
        return new Taste(
                model,
                interests.isEmpty() ? null : Counted.vector(counted),
                interests,
                VisitRule.vector(visit),
                history(recent, purchased),
                purchased.stream().map(Purchase::itemId).toList(),
                cart(recent),
                Counted.shares(counted, ItemFacts::category),
                Counted.shares(counted, ItemFacts::brand),
                Counted.shares(visit, ItemFacts::category),
                prices(counted),
                usualPrice(counted),
                VisitRule.summaries(visits, purchased, facts));
    }

    private List<Counted> counted(List<Interaction> newestFirst, Map<String, ItemFacts> facts) {
        return newestFirst.stream()
                .map(each -> new Counted(
                        each,
                        each.weight() * decay(each.at(), newestFirst.getFirst().at(), properties.halfLife()),
                        facts.get(each.itemId())))
                .toList();
    }

    /** Of what they like more than they dislike. */
    private static List<Interest> interests(List<Counted> counted) {
        Map<String, Interests.Item> items = new HashMap<>();
        for (Counted each : counted) {
            ItemFacts item = each.item();
            if (item != null && item.vector() != null) {
                String itemId = each.interaction().itemId();
                items.merge(
                        itemId,
                        new Interests.Item(itemId, each.weight(), item.vector()),
                        (one, other) -> new Interests.Item(itemId, one.weight() + other.weight(), one.vector()));
            }
        }
        return Interests.of(items.values().stream().filter(item -> item.weight() > 0));
    }

    private List<WeightedItem> history(List<Interaction> recent, List<Purchase> purchased) {
        Stream<Purchase> did = recent.stream()
                .filter(each -> each.weight() > 0)
                .map(each -> new Purchase(each.itemId(), each.weight(), each.at()));
        List<Purchase> newestFirst = Stream.concat(did, purchased.stream())
                .sorted(Comparator.comparing(Purchase::at).reversed())
                .toList();
        Instant newest = Stream.concat(
                        newestFirst.stream().map(Purchase::at), recent.stream().map(Interaction::at))
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        Map<String, Double> strongest = new HashMap<>();
        newestFirst.forEach(each -> strongest.merge(
                each.itemId(), each.weight() * decay(each.at(), newest, properties.historyHalfLife()), Math::max));
        othersSince(newestFirst)
                .forEach((itemId, others) -> strongest.computeIfPresent(
                        itemId,
                        (same, weight) -> weight * Math.pow(0.5, others / (double) properties.historyHalfCount())));
        return strongest.entrySet().stream()
                .map(each -> new WeightedItem(each.getKey(), each.getValue()))
                // What is too long ago for its weight to be told from nothing, as it is kept, is none.
                .filter(each -> (float) each.weight() > 0)
                .sorted(STRONGEST_FIRST)
                .limit(MOST_HISTORY)
                .toList();
    }

    /** For every item, how many others they turned to after they last did something with it. */
    private static Map<String, Integer> othersSince(List<Purchase> newestFirst) {
        Map<String, Integer> others = new HashMap<>();
        Instant moment = Instant.MAX;
        int since = 0;
        for (Purchase each : newestFirst) {
            if (each.at().isBefore(moment)) {
                moment = each.at();
                since = others.size();
            }
            others.putIfAbsent(each.itemId(), since);
        }
        return others;
    }

    private static List<String> cart(List<Interaction> newestFirst) {
        Map<String, Boolean> inside = new LinkedHashMap<>();
        for (Interaction each : newestFirst) {
            if (each.is(Interaction.ADD_TO_CART)) {
                inside.putIfAbsent(each.itemId(), true);
            } else if (each.is(Interaction.REMOVE_FROM_CART) || each.is(Interaction.PURCHASE)) {
                inside.putIfAbsent(each.itemId(), false);
            }
        }
        return inside.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, Double> prices(List<Counted> counted) {
        Map<String, PriceMean> means = new LinkedHashMap<>();
        Map<String, String> spellings = new TreeMap<>(Counted.ONE_SPELLING);
        for (Counted each : counted) {
            String category = each.item() == null ? null : each.item().category();
            if (category != null) {
                means.computeIfAbsent(spellings.computeIfAbsent(category, first -> first), first -> new PriceMean())
                        .add(each);
            }
        }
        Map<String, Double> prices = new LinkedHashMap<>();
        means.forEach((category, mean) -> {
            Double price = mean.value();
            if (price != null && prices.size() < Counted.MOST_SHARES) {
                prices.put(category, price);
            }
        });
        return prices;
    }

    private static @Nullable Double usualPrice(List<Counted> counted) {
        PriceMean mean = new PriceMean();
        counted.forEach(mean::add);
        return mean.value();
    }

    /** Prices differ by ratios, so their mean is geometric; only what they liked tells what they pay. */
    private static final class PriceMean {
        private double logs;
        private double weight;

        private void add(Counted counted) {
            Double price = counted.item() == null ? null : counted.item().price();
            if (price != null && price > 0 && counted.weight() > 0) {
                logs += counted.weight() * Math.log(price);
                weight += counted.weight();
            }
        }

        private @Nullable Double value() {
            return weight == 0 ? null : Math.exp(logs / weight);
        }
    }

    private static double decay(Instant at, Instant newest, Duration halfLife) {
        double age = Duration.between(at, newest).toMillis();
        return Math.pow(0.5, age / halfLife.toMillis());
    }
}
