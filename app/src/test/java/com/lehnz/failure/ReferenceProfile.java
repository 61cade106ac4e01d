package com.lehnz.failure;

import static com.lehnz.failure.Reference.at;
import static com.lehnz.failure.Reference.text;
import static com.lehnz.failure.Reference.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** What one user's events say, by the plainest code: all of it anew, from all of them. */
final class ReferenceProfile {
    private static final Duration HALF_LIFE = Duration.ofDays(14);
    private static final Duration HISTORY_HALF_LIFE = Duration.ofDays(120);
    private static final int HISTORY_HALF_COUNT = 100;
    private static final int RECENT = 200;

    /** Numbers are kept with seven digits. */
    private static final double DIGITS = 1e-6;

    private final List<Map<String, Object>> all;
    private final List<Map<String, Object>> recent;
    private final Map<String, double[]> vectors;

    /**
     * @param newestFirst with items only
     * @param vectors of the items
     */
    ReferenceProfile(List<Map<String, Object>> newestFirst, Map<String, double[]> vectors) {
        this.all = newestFirst;
        this.recent = newestFirst.stream().limit(RECENT).toList();
        this.vectors = vectors;
    }

    void require(JsonNode profile) {
        assertThat(strings(profile.path("recent"), "event_id"))
                .containsExactlyElementsOf(
                        recent.stream().map(event -> text(event, "event_id")).toList());
        if (recent.isEmpty()) {
            return;
        }
        JsonNode taste = profile.path("taste");
        assertThat(strings(profile.path("purchased"), "item_id")).containsExactlyElementsOf(purchased());
        assertThat(taste.path("cart").valueStream().map(JsonNode::asString)).containsExactlyElementsOf(cart());
        requireNumbers("share", shares(), properties(taste.path("categories")));
        Map<String, Double> history = new HashMap<>();
        taste.path("history")
                .forEach(item -> history.put(
                        item.path("item_id").asString(), item.path("weight").asDouble()));
        requireNumbers("history", history(), history);
        requireVisit(taste.path("sessions"));
        requireDirection(taste);
    }

    private List<String> purchased() {
        return all.stream()
                .filter(event -> is(event, "purchase"))
                .map(event -> text(event, "item_id"))
                .distinct()
                .toList();
    }

    private List<String> cart() {
        Map<String, String> last = new LinkedHashMap<>();
        for (Map<String, Object> event : recent) {
            if (is(event, "add_to_cart") || is(event, "remove_from_cart") || is(event, "purchase")) {
                last.putIfAbsent(text(event, "item_id"), text(event, "event_name"));
            }
        }
        last.values().removeIf(name -> !name.equals("add_to_cart"));
        return List.copyOf(last.keySet());
    }

    private Map<String, Double> shares() {
        Map<String, Double> weights = new HashMap<>();
        for (Map<String, Object> event : recent) {
            weights.merge(Traffic.category(text(event, "item_id")), decayed(event, HALF_LIFE), Double::sum);
        }
        weights.values().removeIf(weight -> weight <= 0);
        double total =
                weights.values().stream().mapToDouble(Double::doubleValue).sum();
        weights.replaceAll((category, weight) -> weight / total);
        return weights;
    }

    /** Purchases stay when other events are too many. */
    private Map<String, Double> history() {
        List<Map<String, Object>> liked = new ArrayList<>(
                recent.stream().filter(event -> weight(event) > 0).toList());
        for (Map<String, Object> event : all) {
            boolean isLastPurchase = is(event, "purchase")
                    && all.stream()
                                    .filter(each -> is(each, "purchase")
                                            && text(each, "item_id").equals(text(event, "item_id")))
                                    .findFirst()
                                    .orElseThrow()
                            == event;
            if (isLastPurchase && !liked.contains(event)) {
                liked.add(event);
            }
        }
        Map<String, Double> strongest = new LinkedHashMap<>();
        liked.forEach(event -> strongest.merge(text(event, "item_id"), decayed(event, HISTORY_HALF_LIFE), Math::max));
        int others = 0;
        for (Map.Entry<String, Double> item : strongest.entrySet()) {
            item.setValue(item.getValue() * Math.pow(0.5, others / (double) HISTORY_HALF_COUNT));
            others++;
        }
        return strongest;
    }

    /** Nobody names a session, and there is no pause. */
    private void requireVisit(JsonNode sessions) {
        assertThat(sessions).hasSize(1);
        JsonNode visit = sessions.path(0);
        assertThat(Instant.parse(visit.path("ended_at").asString())).isEqualTo(at(recent.getFirst()));
        assertThat(Instant.parse(visit.path("started_at").asString())).isEqualTo(at(recent.getLast()));
        assertThat(visit.path("purchased").asBoolean())
                .isEqualTo(recent.stream().anyMatch(event -> is(event, "purchase")));
    }

    private void requireDirection(JsonNode taste) {
        Map<String, Double> byItem = new HashMap<>();
        recent.forEach(event -> byItem.merge(text(event, "item_id"), decayed(event, HALF_LIFE), Double::sum));
        if (byItem.values().stream().noneMatch(weight -> weight > 0)) {
            assertThat(taste.has("interest_vector")).isFalse();
            return;
        }
        double[] sum = new double[Objects.requireNonNull(vectors.get(text(recent.getFirst(), "item_id"))).length];
        byItem.forEach((itemId, weight) -> {
            double[] vector = Objects.requireNonNull(vectors.get(itemId));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * vector[i];
            }
        });
        assertThat(cosine(sum, unpacked(taste.path("interest_vector").asString())))
                .as("direction of the interests")
                .isCloseTo(1, within(1e-3));
    }

    private double decayed(Map<String, Object> event, Duration halfLife) {
        double age = Duration.between(at(event), at(all.getFirst())).toMillis();
        return weight(event) * Math.pow(0.5, age / halfLife.toMillis());
    }

    private static void requireNumbers(String what, Map<String, Double> expected, Map<String, Double> actual) {
        assertThat(actual.keySet()).as(what).containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach((key, number) -> assertThat(actual.get(key))
                .as("%s of %s", what, key)
                .isCloseTo(number, within(DIGITS * Math.max(1, number))));
    }

    private static Map<String, Double> properties(JsonNode object) {
        Map<String, Double> properties = new HashMap<>();
        object.properties()
                .forEach(each -> properties.put(each.getKey(), each.getValue().asDouble()));
        return properties;
    }

    private static double[] unpacked(String packed) {
        ShortBuffer halves = ByteBuffer.wrap(Base64.getDecoder().decode(packed)).asShortBuffer();
        double[] vector = new double[halves.remaining()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = Float.float16ToFloat(halves.get(i));
        }
        return vector;
    }

    private static double cosine(double[] one, double[] other) {
        double dot = 0;
        double ones = 0;
        double others = 0;
        for (int i = 0; i < one.length; i++) {
            dot += one[i] * other[i];
            ones += one[i] * one[i];
            others += other[i] * other[i];
        }
        return dot / Math.sqrt(ones * others);
    }

    private static boolean is(Map<String, Object> event, String name) {
        return text(event, "event_name").equals(name);
    }

    private static List<String> strings(JsonNode array, String field) {
        return array.valueStream()
                .map(element -> element.path(field).asString())
                .toList();
    }
}
