package com.lehnz.events;

import com.lehnz.engine.Condition;
import jakarta.validation.constraints.AssertTrue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much an event says about a user's taste and an item's popularity. The sizes are yours to set, their order is not:
 * view and search say least, then click, add_to_cart, checkout_start, purchase; remove_from_cart speaks against the
 * item. Custom names weigh what their family weighs; exposure says that something was shown, which is no taste.
 */
@Validated
@ConfigurationProperties("lehnz.events.weights")
public record EventWeights(
        @DefaultValue("1") double view,
        @DefaultValue("1") double search,
        @DefaultValue("2") double click,
        @DefaultValue("4") double addToCart,
        @DefaultValue("6") double checkoutStart,
        @DefaultValue("10") double purchase,
        @DefaultValue("-3") double removeFromCart,
        @DefaultValue("0") double exposure,
        @DefaultValue("2") double engagement,
        @DefaultValue("10") double conversion) {

    /** What is a thousand times a purchase is a slip of the pen, and would drown all other evidence for years. */
    static final double LARGEST = 10_000;

    static final String SIZE = "event weights must lie between -10000 and 10000";

    static final String ORDER = "event weights must keep their order: remove_from_cart < 0 < view, search < click"
            + " < add_to_cart < checkout_start < purchase, and exposure < engagement < conversion";

    /** As they are called in an organization's settings: standard names, and families for names of one's own. */
    static final Set<String> NAMES = Set.of(
            "view",
            "search",
            "click",
            "add_to_cart",
            "checkout_start",
            "purchase",
            "remove_from_cart",
            "exposure",
            "engagement",
            "conversion");

    Map<String, Double> byName() {
        return new TreeMap<>(Map.of(
                "view",
                view,
                "search",
                search,
                "click",
                click,
                "add_to_cart",
                addToCart,
                "checkout_start",
                checkoutStart,
                "purchase",
                purchase,
                "remove_from_cart",
                removeFromCart,
                "exposure",
                exposure,
                "engagement",
                engagement,
                "conversion",
                conversion));
    }

    /** These, but for those that are named. */
    EventWeights with(Map<String, Double> others) {
        return new EventWeights(
                others.getOrDefault("view", view),
                others.getOrDefault("search", search),
                others.getOrDefault("click", click),
                others.getOrDefault("add_to_cart", addToCart),
                others.getOrDefault("checkout_start", checkoutStart),
                others.getOrDefault("purchase", purchase),
                others.getOrDefault("remove_from_cart", removeFromCart),
                others.getOrDefault("exposure", exposure),
                others.getOrDefault("engagement", engagement),
                others.getOrDefault("conversion", conversion));
    }

    @AssertTrue(message = ORDER)
    boolean isOrdered() {
        return removeFromCart < 0
                && 0 < view
                && 0 < search
                && Math.max(view, search) < click
                && click < addToCart
                && addToCart < checkoutStart
                && checkoutStart < purchase
                && 0 <= exposure
                && exposure < engagement
                && engagement < conversion;
    }

    @AssertTrue(message = SIZE)
    boolean isOfSize() {
        return byName().values().stream().allMatch(EventWeights::isOfSize);
    }

    static boolean isOfSize(double weight) {
        return Math.abs(weight) <= LARGEST;
    }

    double of(Event event) {
        return of(event.eventName(), event.eventFamily());
    }

    double of(String eventName, EventFamily family) {
        StandardEvent standard = StandardEvent.find(eventName);
        return standard == null ? of(family) : of(standard);
    }

    /** Stored events that speak for an item. */
    public Condition evidence() {
        List<String> families = Arrays.stream(EventFamily.values())
                .filter(family -> of(family) > 0)
                .map(EventFamily::json)
                .toList();
        return Condition.all(
                new Condition.Exists("item_id"),
                Condition.either(
                        named(event -> of(event) > 0),
                        Condition.all(
                                new Condition.Not(named(event -> true)),
                                new Condition.AnyOf("event_family", families))));
    }

    private static Condition named(Predicate<StandardEvent> which) {
        return new Condition.AnyOf(
                "event_name",
                Arrays.stream(StandardEvent.values())
                        .filter(which)
                        .map(StandardEvent::eventName)
                        .toList());
    }

    private double of(EventFamily family) {
        return switch (family) {
            case EXPOSURE -> exposure;
            case ENGAGEMENT -> engagement;
            case CONVERSION -> conversion;
            case SYSTEM -> 0;
        };
    }

    private double of(StandardEvent event) {
        return switch (event) {
            case VIEW -> view;
            case SEARCH -> search;
            case CLICK -> click;
            case ADD_TO_CART -> addToCart;
            case REMOVE_FROM_CART -> removeFromCart;
            case CHECKOUT_START -> checkoutStart;
            case PURCHASE -> purchase;
            case IDENTIFY -> 0;
        };
    }
}
