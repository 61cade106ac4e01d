package com.lehnz.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.lehnz.attribution.RecommendationId;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.signals.ForwardDecay;
import com.lehnz.testing.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What must have followed from the traffic that was accepted, had every record been handled exactly once. */
final class Reference {
    private static final Map<String, Double> WEIGHTS =
            Map.of("view", 1.0, "click", 2.0, "add_to_cart", 4.0, "remove_from_cart", -3.0, "purchase", 10.0);

    private final List<Map<String, Object>> events;
    private final Map<String, Integer> prices;
    private final boolean erased;

    private Reference(Traffic traffic) {
        this.events = traffic.acceptedEvents();
        this.prices = traffic.lastPrices();
        this.erased = traffic.hasErased();
    }

    static void requireExactlyOnce(Traffic traffic, Stored stored) {
        Reference reference = new Reference(traffic);
        assertThat(reference.events).isNotEmpty();
        reference.requireEvents(stored.events());
        reference.requireItems(stored.items());
        reference.requireProfiles(stored.users(), vectors(stored.items()));
        reference.requireCredits(stored.impressions(), stored.org());
    }

    private void requireEvents(Map<String, JsonNode> stored) {
        assertThat(stored.keySet())
                .isEqualTo(events.stream().map(event -> text(event, "event_id")).collect(Collectors.toSet()));
        stored.forEach((id, event) -> {
            boolean forgotten = erased && event.path("user_id").asString().equals(Traffic.ERASED);
            assertThat(event.has("context")).as("%s has its context", id).isEqualTo(!forgotten);
        });
    }

    private void requireItems(Map<String, JsonNode> stored) {
        Map<String, Double> popular = dates(new ForwardDecay(Duration.ofDays(60)));
        Map<String, Double> trending = dates(new ForwardDecay(Duration.ofHours(6)));
        assertThat(stored.keySet()).containsExactlyInAnyOrderElementsOf(prices.keySet());
        // Each addition is rounded to a millisecond; an event too many or too few makes at least seconds.
        Offset<Double> rounding = within((double) events.size());
        stored.forEach((itemId, item) -> {
            assertThat(item.path("attributes").path("price").asInt())
                    .as("last accepted price of %s", itemId)
                    .isEqualTo(prices.get(itemId));
            assertThat(item.path("popular_at").asDouble(0))
                    .as("popularity of %s", itemId)
                    .isCloseTo(popular.getOrDefault(itemId, 0.0), rounding);
            assertThat(item.path("trending_at").asDouble(0))
                    .as("trend of %s", itemId)
                    .isCloseTo(trending.getOrDefault(itemId, 0.0), rounding);
        });
    }

    /** Also of recommendations that nobody remembers, because the node that answered was killed. */
    private void requireCredits(Map<String, JsonNode> stored, OrgId org) {
        Map<String, List<Integer>> clicksAndConversions = new HashMap<>();
        for (Map<String, Object> event : events) {
            if (event.containsKey("recommendation_id")) {
                boolean click = text(event, "event_name").equals("click");
                boolean conversion = text(event, "event_name").equals("purchase");
                if (click || conversion) {
                    clicksAndConversions.merge(
                            text(event, "recommendation_id"),
                            List.of(click ? 1 : 0, conversion ? 1 : 0),
                            (one, other) ->
                                    List.of(one.getFirst() + other.getFirst(), one.getLast() + other.getLast()));
                }
            }
        }
        assertThat(clicksAndConversions)
                .as("recommendations that led to something")
                .isNotEmpty();
        clicksAndConversions.forEach((id, expected) -> {
            Index index =
                    Index.impressions(RecommendationId.find(id).orElseThrow().moment());
            JsonNode onlyCredits = stored.getOrDefault(index.documentId(org, id), MissingNode.getInstance());
            JsonNode impression = stored.getOrDefault(id, onlyCredits);
            assertThat(List.of(
                            impression.path("clicks").asInt(),
                            impression.path("conversions").asInt()))
                    .as("clicks and conversions of %s", id)
                    .isEqualTo(expected);
            assertThat(impression.path("revenue").asDouble())
                    .as("revenue of %s", id)
                    .isEqualTo(expected.getLast() * (double) Traffic.PRICE);
        });
        int credited = stored.values().stream()
                .mapToInt(impression -> impression.path("credits").size())
                .sum();
        assertThat(credited)
                .as("credits of all recommendations")
                .isEqualTo(clicksAndConversions.values().stream()
                        .mapToInt(expected -> expected.getFirst() + expected.getLast())
                        .sum());
    }

    private Map<String, Double> dates(ForwardDecay decay) {
        Map<String, Double> dates = new HashMap<>();
        for (Map<String, Object> event : events) {
            double weight = weight(event);
            if (weight > 0) {
                dates.merge(text(event, "item_id"), decay.date(weight, at(event).toEpochMilli()), decay::add);
            }
        }
        return dates;
    }

    /** Whoever signed in is one with who they were, under the last of their ids. */
    private void requireProfiles(Map<String, JsonNode> stored, Map<String, double[]> vectors) {
        Map<String, String> signedInAs = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (Map<String, Object> event : events) {
            ids.add(text(event, "user_id"));
            if (event.containsKey("previous_user_id")) {
                ids.add(text(event, "previous_user_id"));
                signedInAs.put(text(event, "previous_user_id"), text(event, "user_id"));
            }
        }
        if (erased) {
            ids.add(Traffic.ERASED);
        }
        assertThat(stored.keySet()).containsExactlyInAnyOrderElementsOf(ids);
        stored.forEach((id, document) -> {
            if (erased && id.equals(Traffic.ERASED)) {
                assertThat(document.has("profile")).as("profile of %s", id).isFalse();
            } else if (signedInAs.containsKey(id)) {
                assertThat(last(
                                id,
                                link -> Objects.requireNonNull(stored.get(link))
                                        .path("merged_into")
                                        .asString(null)))
                        .as("where %s leads to", id)
                        .isEqualTo(last(id, signedInAs::get));
            } else {
                List<Map<String, Object>> newestFirst = events.stream()
                        .filter(event -> event.containsKey("item_id"))
                        .filter(event ->
                                last(text(event, "user_id"), signedInAs::get).equals(id))
                        .sorted(Comparator.comparing(Reference::at).reversed())
                        .toList();
                new ReferenceProfile(newestFirst, vectors).require(document.path("profile"));
            }
        });
    }

    private static Map<String, double[]> vectors(Map<String, JsonNode> items) {
        Map<String, double[]> vectors = new HashMap<>();
        items.forEach((itemId, item) -> vectors.put(
                itemId,
                item.path("vector")
                        .valueStream()
                        .mapToDouble(JsonNode::asDouble)
                        .toArray()));
        return vectors;
    }

    private static String last(String id, Function<String, @Nullable String> next) {
        String further = next.apply(id);
        return further == null ? id : last(further, next);
    }

    static double weight(Map<String, Object> event) {
        return WEIGHTS.getOrDefault(text(event, "event_name"), 0.0);
    }

    static Instant at(Map<String, Object> event) {
        return Instant.parse(text(event, "timestamp"));
    }

    static String text(Map<String, Object> event, String field) {
        return String.valueOf(event.get(field));
    }
}
