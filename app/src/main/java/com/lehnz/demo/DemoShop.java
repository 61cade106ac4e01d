package com.lehnz.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A believable shop: about 1,000 items in a dozen categories, 300 registered shoppers and a month of their behavior.
 *
 * <p>All of it follows from the seed. {@code now} only shifts the history: the same seed at another time is the same
 * shop, seen later.
 */
public record DemoShop(List<DemoItem> items, List<DemoUser> users, List<DemoEvent> events) {

    /** The shop that the documentation shows. */
    public static final long SEED = 2026;

    /** Ada runs trails and takes her coffee seriously; she looked at {@link #DEMO_ITEM} an hour ago. */
    public static final String DEMO_USER = "usr_ada";

    /** The first item of the catalog, a trail running shoe; with {@link #SEED} it is of a brand Ada likes. */
    public static final String DEMO_ITEM = "itm_0001";

    static final Taste DEMO_TASTE = new Taste(
            List.of("Trail Running Shoes", "Coffee Beans", "Hydration Vests"),
            List.of("Corvane", "Halden Roastery"),
            1.1,
            1);

    public static DemoShop generate(long seed, Instant now) {
        Instant wholeSecond = now.truncatedTo(ChronoUnit.SECONDS);
        Vocabulary vocabulary = Vocabulary.read();
        // A seed of its own for each part, so that a change to one leaves the others as they were.
        Catalog catalog = new CatalogGenerator(seed).generate(vocabulary);
        Crowd crowd = Crowd.generate(seed + 1, wholeSecond, vocabulary.people(), catalog);
        List<DemoEvent> events = new Behavior(seed + 2, wholeSecond, catalog).simulate(crowd.shoppers());
        List<DemoItem> items = catalog.products().stream().map(Product::item).toList();
        return new DemoShop(items, crowd.users(), events);
    }
}
