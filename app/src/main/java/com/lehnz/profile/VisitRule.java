package com.lehnz.profile;

import com.lehnz.catalog.ItemFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What follows from somebody's visits, each given newest first. */
final class VisitRule {
    private static final int STEPS = 5;
    private static final double STEP_DECAY = 0.7;
    private static final int MOST_VISITS = 5;
    private static final int MOST_ITEMS = 20;

    /** The visit that may be going on, and the one before: vectors are most of what a profile takes. */
    private static final int MOST_LEFT_BEHIND = 2;

    private static final Comparator<Interaction> BY_STRENGTH = Comparator.comparingDouble(i -> Math.abs(i.weight()));

    private VisitRule() {}

    /** What the last few steps are about, without what they took back: away from that is no direction. */
    static float @Nullable [] vector(List<Counted> visit) {
        Map<String, Counted> steps = new LinkedHashMap<>();
        double recency = 1;
        for (Counted step : visit.subList(0, Math.min(STEPS, visit.size()))) {
            double weight = step.interaction().weight() * recency;
            steps.merge(
                    step.interaction().itemId(),
                    new Counted(step.interaction(), weight, step.item()),
                    (one, other) -> new Counted(one.interaction(), one.weight() + other.weight(), one.item()));
            recency *= STEP_DECAY;
        }
        return Counted.vector(
                steps.values().stream().filter(step -> step.weight() > 0).toList());
    }

    /**
     * The latest visits.
     *
     * @param purchased all that is known to be bought, in whichever visit
     */
    static List<Session> summaries(
            List<List<Interaction>> visits, List<Purchase> purchased, Map<String, ItemFacts> facts) {
        Map<String, Instant> boughtAt = new HashMap<>();
        purchased.forEach(purchase -> boughtAt.put(purchase.itemId(), purchase.at()));
        List<Session> summaries = new ArrayList<>();
        int leftBehind = 0;
        for (List<Interaction> visit : visits.subList(0, Math.min(MOST_VISITS, visits.size()))) {
            Collection<Interaction> items = eachOnce(visit);
            List<Counted> left = leftBehind < MOST_LEFT_BEHIND ? left(items, boughtAt, facts) : List.of();
            leftBehind += left.isEmpty() ? 0 : 1;
            List<WeightedItem> listed = most(items);
            summaries.add(new Session(
                    visit.getLast().at(),
                    visit.getFirst().at(),
                    visit.stream().anyMatch(interaction -> interaction.is(Interaction.PURCHASE)),
                    listed,
                    left.isEmpty() ? null : leftBehind(left, items, listed)));
        }
        return summaries;
    }

    private static LeftBehind leftBehind(List<Counted> left, Collection<Interaction> items, List<WeightedItem> listed) {
        Set<String> listedIds = listed.stream().map(WeightedItem::itemId).collect(Collectors.toSet());
        return new LeftBehind(
                Counted.vector(left),
                Counted.shares(left, ItemFacts::category),
                items.stream()
                        .map(Interaction::itemId)
                        .filter(itemId -> !listedIds.contains(itemId))
                        .toList());
    }

    /** Liked, and not bought since. */
    private static List<Counted> left(
            Collection<Interaction> items, Map<String, Instant> boughtAt, Map<String, ItemFacts> facts) {
        return items.stream()
                .filter(each -> each.weight() > 0 && !each.is(Interaction.PURCHASE))
                .filter(each ->
                        boughtAt.getOrDefault(each.itemId(), Instant.MIN).isBefore(each.at()))
                .map(each -> new Counted(each, each.weight(), facts.get(each.itemId())))
                .toList();
    }

    /** The strongest thing done with each item, newest first. */
    private static Collection<Interaction> eachOnce(List<Interaction> visit) {
        Map<String, Interaction> strongest = new LinkedHashMap<>();
        for (Interaction interaction : visit) {
            strongest.merge(interaction.itemId(), interaction, VisitRule::stronger);
        }
        return strongest.values();
    }

    /** What was taken back was not wanted after all, unless it had been bought. */
    private static Interaction stronger(Interaction newer, Interaction older) {
        boolean takenBack = newer.is(Interaction.REMOVE_FROM_CART) && !older.is(Interaction.PURCHASE);
        return !takenBack && BY_STRENGTH.compare(older, newer) > 0 ? older : newer;
    }

    /** Of too many items the last few, which say what a visit is about now, and those that came closest to being bought. */
    private static List<WeightedItem> most(Collection<Interaction> newestFirst) {
        Set<Interaction> kept = new HashSet<>(newestFirst.stream().limit(STEPS).toList());
        newestFirst.stream()
                .skip(STEPS)
                .sorted(BY_STRENGTH.reversed())
                .limit(MOST_ITEMS - STEPS)
                .forEach(kept::add);
        return newestFirst.stream()
                .filter(kept::contains)
                .map(each -> new WeightedItem(each.itemId(), each.weight()))
                .toList();
    }
}
