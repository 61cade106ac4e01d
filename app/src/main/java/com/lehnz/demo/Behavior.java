package com.lehnz.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What everybody did in the days before now, event by event. */
final class Behavior {

    static final Duration HISTORY = Duration.ofDays(30);
    /** Within these last hours a few products are all the rage: trending, but not popular yet. */
    static final Duration CRAZE = Duration.ofHours(6);

    private static final int HOT_PRODUCTS = 8;
    private static final double JOINS_THE_CRAZE = 0.35;
    private static final int LATEST_START_MINUTES = Visit.LONGEST_MINUTES;

    private final Catalog catalog;
    private final Instant now;
    private final Dice dice;
    private final List<Product> hot;
    private final List<DemoEvent> events = new ArrayList<>();
    private int sessions;

    Behavior(long seed, Instant now, Catalog catalog) {
        this.catalog = catalog;
        this.now = now;
        dice = new Dice(seed);
        hot = dice.shuffled(catalog.products()).stream()
                .filter(p -> p.popularity() < 0.15)
                .limit(HOT_PRODUCTS)
                .toList();
    }

    List<DemoEvent> simulate(List<Shopper> shoppers) {
        shoppers.forEach(this::visits);
        events.sort(Comparator.comparing(DemoEvent::timestamp));
        return List.copyOf(events);
    }

    private void visits(Shopper shopper) {
        List<Instant> starts = new ArrayList<>();
        for (int i = 0; i < shopper.visits(); i++) {
            starts.add(ago(HISTORY));
        }
        starts.sort(Comparator.naturalOrder());
        int half = starts.size() / 2;
        for (int i = 0; i < starts.size(); i++) {
            Visit visit = visit(i < half ? shopper.firstId() : shopper.id(), starts.get(i));
            if (i == half && !shopper.firstId().equals(shopper.id())) {
                visit.identify(shopper.firstId());
            }
            stroll(visit, shopper.taste());
        }
        lastVisit(shopper);
    }

    /** The demo user has just looked at the demo item; some of the others follow the craze of the day. */
    private void lastVisit(Shopper shopper) {
        if (shopper.id().equals(DemoShop.DEMO_USER)) {
            Visit visit = visit(shopper.id(), now.minus(Duration.ofMinutes(LATEST_START_MINUTES)));
            Product demoItem = catalog.products().getFirst();
            visit.search(demoItem.subcategory().toLowerCase(Locale.ROOT));
            visit.view(demoItem);
            visit.click(demoItem);
            consider(visit, catalog.pick(demoItem.subcategory(), shopper.taste(), dice), shopper.taste());
        } else if (dice.chance(JOINS_THE_CRAZE)) {
            Visit visit = visit(shopper.id(), ago(CRAZE));
            for (int i = dice.between(1, 3); i > 0; i--) {
                consider(visit, dice.pick(hot), shopper.taste());
            }
            checkout(visit);
        }
    }

    private Visit visit(String userId, Instant start) {
        return new Visit(userId, "ses_%05d".formatted(++sessions), start, dice, events::add);
    }

    private Instant ago(Duration longest) {
        int minutes = dice.between(LATEST_START_MINUTES, (int) longest.toMinutes());
        return now.minus(Duration.ofMinutes(minutes)).plusSeconds(dice.between(0, 59) - 59);
    }

    /** Comes for one shelf, mostly a favorite one, looks around and sometimes buys. */
    private void stroll(Visit visit, Taste taste) {
        String focus = dice.chance(taste.loyalty())
                ? dice.pick(taste.favorites())
                : dice.pick(catalog.shelves(), Catalog.Shelf::popularity).name();
        if (dice.chance(0.35)) {
            visit.search(focus.toLowerCase(Locale.ROOT));
        }
        for (int i = dice.between(2, 6); i > 0; i--) {
            String shelf = dice.chance(0.8) ? focus : dice.pick(taste.favorites());
            consider(visit, catalog.pick(shelf, taste, dice), taste);
        }
        checkout(visit);
    }

    /** Sees a product, and perhaps opens it, puts it into the cart and adds what goes with it. */
    private void consider(Visit visit, Product product, Taste taste) {
        visit.view(product);
        if (!dice.chance(0.5)) {
            return;
        }
        visit.click(product);
        if (!dice.chance(0.4)) {
            return;
        }
        visit.addToCart(product);
        if (dice.chance(0.7)) {
            Product companion = catalog.companion(product, taste, dice);
            visit.view(companion);
            visit.addToCart(companion);
        }
    }

    private void checkout(Visit visit) {
        for (Product product : visit.cart()) {
            if (dice.chance(0.12)) {
                visit.removeFromCart(product);
            }
        }
        if (!visit.cart().isEmpty() && dice.chance(0.8)) {
            visit.startCheckout();
            if (dice.chance(0.9)) {
                visit.purchase();
            }
        }
    }
}
