package com.lehnz.demo;

import com.lehnz.demo.DemoEvent.Context;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One session: turns what a shopper does into events, with a clock that moves on and a cart that remembers. */
final class Visit {

    /** More than a visit ever needs, so that whatever starts this long before now is over by now. */
    static final int LONGEST_MINUTES = 60;

    private static final int LONGEST_PAUSE_SECONDS = 45;

    private final String userId;
    private final String sessionId;
    private final Dice dice;
    private final Consumer<DemoEvent> log;
    private final Map<Product, Integer> cart = new LinkedHashMap<>();
    private Instant clock;
    private int events;

    Visit(String userId, String sessionId, Instant start, Dice dice, Consumer<DemoEvent> log) {
        this.userId = userId;
        this.sessionId = sessionId;
        this.dice = dice;
        this.log = log;
        clock = start;
    }

    /** The anonymous visitor signs in: both ids are one person from here on. */
    void identify(String anonymousId) {
        record("identify", "system", null, anonymousId, Context.page("login"));
    }

    void search(String query) {
        record("search", null, Context.search(query));
    }

    void view(Product product) {
        record("view", product, Context.look("listing", product.price()));
    }

    void click(Product product) {
        record("click", product, Context.look("product", product.price()));
    }

    void addToCart(Product product) {
        if (!cart.containsKey(product)) {
            cart.put(product, dice.chance(0.12) ? 2 : 1);
            record("add_to_cart", product, order(product));
        }
    }

    void removeFromCart(Product product) {
        record("remove_from_cart", product, order(product));
        cart.remove(product);
    }

    List<Product> cart() {
        return List.copyOf(cart.keySet());
    }

    void startCheckout() {
        record("checkout_start", null, Context.page("checkout"));
    }

    void purchase() {
        cart.keySet().forEach(product -> record("purchase", product, order(product)));
    }

    private Context order(Product product) {
        return Context.order(product.price(), cart.getOrDefault(product, 1));
    }

    private void record(String name, @Nullable Product product, Context context) {
        record(name, null, product, null, context);
    }

    private void record(
            String name,
            @Nullable String family,
            @Nullable Product product,
            @Nullable String previousUserId,
            Context context) {
        // Named by session and place, so that an event sent twice counts once.
        String eventId = "evt_%s_%02d".formatted(sessionId, ++events);
        String itemId = product == null ? null : product.id();
        log.accept(new DemoEvent(eventId, userId, name, family, itemId, sessionId, previousUserId, clock, context));
        clock = clock.plusSeconds(dice.between(5, LONGEST_PAUSE_SECONDS));
    }
}
