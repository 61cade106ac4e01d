package com.lehnz.demo;

import com.lehnz.demo.Vocabulary.People;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The people of the demo: registered users, and visitors who never say who they are. */
record Crowd(List<DemoUser> users, List<Shopper> shoppers) {

    private static final int REGISTERED = 300;
    private static final int ANONYMOUS = 60;
    private static final double SIGNED_IN_LATER = 0.15;

    static Crowd generate(long seed, Instant now, People people, Catalog catalog) {
        return new Generator(new Dice(seed), now, people, catalog).generate();
    }

    private record Generator(Dice dice, Instant now, People people, Catalog catalog) {

        Crowd generate() {
            List<DemoUser> users = new ArrayList<>();
            List<Shopper> shoppers = new ArrayList<>();
            users.add(user(DemoShop.DEMO_USER, "Ada", "Lindqvist", DemoShop.DEMO_TASTE));
            shoppers.add(Shopper.alwaysKnownAs(DemoShop.DEMO_USER, DemoShop.DEMO_TASTE, 16));
            for (int i = 1; i < REGISTERED; i++) {
                String id = "usr_%04d".formatted(i);
                Taste taste = taste();
                users.add(user(id, dice.pick(people.firstNames()), dice.pick(people.lastNames()), taste));
                boolean late = dice.chance(SIGNED_IN_LATER);
                String firstId = late ? "anon_%04d".formatted(ANONYMOUS + i) : id;
                // Whoever signed in late has visited at least once before and once after.
                shoppers.add(new Shopper(id, firstId, taste, visits() + (late ? 1 : 0)));
            }
            for (int i = 1; i <= ANONYMOUS; i++) {
                shoppers.add(Shopper.alwaysKnownAs("anon_%04d".formatted(i), taste(), dice.between(1, 3)));
            }
            return new Crowd(users, shoppers);
        }

        /** Most come a few times a month, some nearly every day. */
        private int visits() {
            return (int) Math.clamp(Math.round(5 * dice.skewed(0.8)), 1, 25);
        }

        private Taste taste() {
            List<String> favorites = new ArrayList<>();
            Catalog.Shelf first = dice.pick(catalog.shelves(), Catalog.Shelf::popularity);
            favorites.add(first.name());
            favorites.add(dice.pick(first.goesWith()));
            String third = dice.pick(catalog.shelves()).name();
            if (!favorites.contains(third) && dice.chance(0.6)) {
                favorites.add(third);
            }
            List<String> brands = favorites.stream()
                    .map(name -> dice.pick(catalog.shelf(name).brands()))
                    .distinct()
                    .toList();
            return new Taste(List.copyOf(favorites), brands, dice.skewed(0.25), dice.between(0.7, 0.95));
        }

        private DemoUser user(String id, String firstName, String lastName, Taste taste) {
            String city = dice.pick(List.copyOf(people.cities().keySet()));
            Map<String, Object> attributes = new LinkedHashMap<>();
            attributes.put("name", firstName + " " + lastName);
            attributes.put(
                    "email", "%s.%s@example.com".formatted(firstName, lastName).toLowerCase(Locale.ROOT));
            attributes.put("age", dice.between(18, 72));
            attributes.put("city", city);
            attributes.put("country", people.cities().get(city));
            attributes.put("interests", taste.favorites());
            attributes.put("newsletter", dice.chance(0.4));
            attributes.put("signup_source", dice.pick(people.signupSources()));
            Instant createdAt = now.minus(Duration.ofDays(dice.between(31, 900)));
            return new DemoUser(id, "active", createdAt, attributes);
        }
    }
}
