package com.lehnz.events;

import com.lehnz.attribution.Credit;
import com.lehnz.pipeline.Received;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which events are credited to a recommendation. A {@code click} is a click; a {@code purchase} and custom names of the
 * family conversion are conversions. What lies between them is neither: counting {@code checkout_start} would count its
 * purchase twice.
 */
final class Crediting {
    /** More than anything costs: what lies above it is nonsense that would drown all other revenue. */
    private static final double MOST_REVENUE = 1e12;

    private static final int LONGEST_NUMBER = 32;

    private Crediting() {}

    static List<Received<Credit>> of(List<Received<Event>> events) {
        List<Received<Credit>> credits = new ArrayList<>();
        for (Received<Event> received : events) {
            Event event = received.body();
            Credit.Kind kind = kind(event);
            String recommendationId = event.recommendationId();
            if (kind != null && recommendationId != null) {
                double revenue = kind == Credit.Kind.CONVERSION ? revenue(event.context()) : 0;
                var credit = new Credit(
                        recommendationId, event.eventId(), kind, event.itemId(), revenue, Event.at(received));
                credits.add(received.with(credit));
            }
        }
        return credits;
    }

    private static Credit.@Nullable Kind kind(Event event) {
        StandardEvent standard = StandardEvent.find(event.eventName());
        if (standard == null) {
            return event.eventFamily() == EventFamily.CONVERSION ? Credit.Kind.CONVERSION : null;
        }
        return switch (standard) {
            case CLICK -> Credit.Kind.CLICK;
            case PURCHASE -> Credit.Kind.CONVERSION;
            case VIEW, SEARCH, ADD_TO_CART, REMOVE_FROM_CART, CHECKOUT_START, IDENTIFY -> null;
        };
    }

    /** {@code price} times {@code quantity}, which is 1 where it is absent; 0 where either is not a number of 0 or more. */
    static double revenue(@Nullable Map<String, @Nullable Object> context) {
        if (context == null) {
            return 0;
        }
        Object quantity = context.get("quantity");
        double revenue = number(context.get("price")) * (quantity == null ? 1 : number(quantity));
        return revenue <= MOST_REVENUE ? revenue : 0;
    }

    private static double number(@Nullable Object value) {
        double number = switch (value) {
            case Number n -> n.doubleValue();
            case String text -> parse(text.strip());
            case null, default -> 0;
        };
        return number > 0 ? number : 0;
    }

    private static double parse(String text) {
        try {
            return text.length() <= LONGEST_NUMBER ? new BigDecimal(text).doubleValue() : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
