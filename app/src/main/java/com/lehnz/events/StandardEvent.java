package com.lehnz.events;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names everybody shares, and the family each belongs to where the sender does not say. */
enum StandardEvent {
    VIEW(EventFamily.ENGAGEMENT),
    SEARCH(EventFamily.ENGAGEMENT),
    CLICK(EventFamily.ENGAGEMENT),
    ADD_TO_CART(EventFamily.ENGAGEMENT),
    REMOVE_FROM_CART(EventFamily.ENGAGEMENT),
    CHECKOUT_START(EventFamily.CONVERSION),
    PURCHASE(EventFamily.CONVERSION),
    IDENTIFY(EventFamily.SYSTEM);

    private final EventFamily family;

    StandardEvent(EventFamily family) {
        this.family = family;
    }

    EventFamily family() {
        return family;
    }

    String eventName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable StandardEvent find(String eventName) {
        return Arrays.stream(values())
                .filter(event -> event.eventName().equals(eventName))
                .findAny()
                .orElse(null);
    }
}
