package com.lehnz.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** An event as the ingest endpoint takes it; the family is left out where the name implies it. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DemoEvent(
        String eventId,
        String userId,
        String eventName,
        @Nullable String eventFamily,
        @Nullable String itemId,
        String sessionId,
        @Nullable String previousUserId,
        Instant timestamp,
        Context context) {

    /** The free-form part of an event, as far as the demo shop fills it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Context(
            @Nullable String page,
            @Nullable String query,
            @Nullable Double price,
            @Nullable Integer quantity) {

        static Context page(String page) {
            return new Context(page, null, null, null);
        }

        static Context search(String query) {
            return new Context("search", query, null, null);
        }

        static Context look(String page, double price) {
            return new Context(page, null, price, null);
        }

        static Context order(double price, int quantity) {
            return new Context(null, null, price, quantity);
        }
    }
}
