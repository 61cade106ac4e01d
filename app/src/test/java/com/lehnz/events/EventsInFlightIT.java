package com.lehnz.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.Index;
import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.Topic;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Events that were accepted before somebody was erased, and are worked through after they are back. */
@LehnzTest
class EventsInFlightIT {
    @Autowired
    private EventProcessor processor;

    @Autowired
    private Shops shops;

    @Test
    void theyLeaveNoTraceOfWhoeverWasErasedMeanwhile() {
        Shop shop = shops.open();
        shop.upsertItems(List.of(Shop.item("tea", Map.of("name", "Tea"))));
        Received<Event> before = click("before", Instant.now().minus(Duration.ofHours(1)), 0);
        shop.upsertUsers(List.of(Map.of("user_id", "ada", "attributes", Map.of("city", "Paris"))));
        shop.upsertUsers(List.of(Map.of("user_id", "ada", "status", "deleted")));
        shop.upsertUsers(List.of(Map.of("user_id", "ada", "status", "active")));

        processor
                .handle(shop.org(), List.of(before, click("after", Instant.now(), 1)))
                .block();

        Map<String, JsonNode> events = new Stored(TestEngines.shared(), shop.org()).events();
        assertThat(events).containsOnlyKeys("before", "after");
        assertThat(events.values().stream()
                        .filter(event -> event.has("context"))
                        .map(event -> event.path("event_id").asString()))
                .containsExactly("after");
        assertThat(shop.stored(Index.USERS, "ada").at("/profile/recent")).hasSize(1);
        shop.settle(Topic.EVENTS); // What they said of the tea is on its way, and other tests wait for that queue, too.
    }

    private static Received<Event> click(String id, Instant at, long offset) {
        var event = new Event(
                "ada",
                "click",
                EventFamily.ENGAGEMENT,
                id,
                at,
                "tea",
                null,
                null,
                null,
                Map.of("page", "https://shop.example/ada"));
        return new Received<>(event, new Position("flight/0", offset), at);
    }
}
