package com.lehnz.profile;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a profile keeps: of two sets of interactions the newest, each event once. It does not matter in which order, how
 * often or in what portions they come.
 */
record ProfileRule(ProfileProperties properties) {
    /** Of events of one moment, whatever was done with a cart came after something was put into it. */
    private static final Comparator<Interaction> NEWEST_FIRST = Comparator.comparing(Interaction::at)
            .reversed()
            .thenComparing(interaction -> interaction.is(Interaction.ADD_TO_CART))
            .thenComparing(Interaction::eventId);

    private static final Comparator<Purchase> NEWEST_PURCHASE_FIRST =
            Comparator.comparing(Purchase::at).reversed().thenComparing(Purchase::itemId);

    /** With interactions that are new. What follows from them is still to be derived: see {@link TasteRule#renew}. */
    Profile add(Profile before, List<Interaction> added, LastRecords last) {
        return new Profile(
                recent(before.recent(), added),
                purchased(before.purchased(), purchases(added)),
                before.taste(),
                before.waitingFor(),
                before.learned().and(last));
    }

    /** Of two who turned out to be one. */
    Profile merge(Profile one, Profile other) {
        return new Profile(
                recent(one.recent(), other.recent()),
                purchased(one.purchased(), other.purchased()),
                one.taste(),
                one.waitingFor(),
                one.learned().and(other.learned()));
    }

    private List<Interaction> recent(List<Interaction> before, List<Interaction> added) {
        Set<String> seen = new HashSet<>();
        return Stream.concat(before.stream(), added.stream())
                .filter(interaction -> seen.add(interaction.eventId()))
                .sorted(NEWEST_FIRST)
                .limit(properties.recent())
                .toList();
    }

    private List<Purchase> purchased(List<Purchase> before, List<Purchase> added) {
        Set<String> seen = new HashSet<>();
        return Stream.concat(before.stream(), added.stream())
                .sorted(NEWEST_PURCHASE_FIRST)
                .filter(purchase -> seen.add(purchase.itemId()))
                .limit(properties.purchased())
                .toList();
    }

    private static List<Purchase> purchases(List<Interaction> interactions) {
        return interactions.stream()
                .filter(interaction -> interaction.is(Interaction.PURCHASE))
                .map(interaction -> new Purchase(interaction.itemId(), interaction.weight(), interaction.at()))
                .toList();
    }
}
