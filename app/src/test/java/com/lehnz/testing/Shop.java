package com.lehnz.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.attribution.RecommendationId;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.pipeline.Backlog;
import com.lehnz.pipeline.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One organization as its own servers and its shoppers' browsers see it. */
public record Shop(
        OrgId org,
        String publishableKey,
        String secretKey,
        WebTestClient client,
        Backlog backlog,
        Documents documents,
        JsonMapper json) {
    public static final String ITEMS = "/v1/ingest/items/upsert";
    public static final String USERS = "/v1/ingest/users/upsert";
    public static final String EVENTS = "/v1/ingest/events/ingest";
    public static final String RECOMMEND = "/v1/recommend";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The same shop, which sends its requests to another node. */
    public Shop at(int port) {
        return new Shop(org, publishableKey, secretKey, Shops.client(port), backlog, documents, json);
    }

    public WebTestClient.ResponseSpec post(String path, String key, Object body) {
        return client.post()
                .uri(path)
                .header("X-API-KEY", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body instanceof String text ? text : json.writeValueAsString(body))
                .exchange();
    }

    public static Map<String, Object> item(String id, Map<String, Object> attributes) {
        return Map.of("item_id", id, "attributes", attributes);
    }

    public static Map<String, Object> event(String user, String name, String item) {
        return Map.of("user_id", user, "event_name", name, "item_id", item);
    }

    /** Sends items and waits until they are written: searches find them up to a refresh later. */
    public void upsertItems(List<?> items) {
        post(ITEMS, secretKey, items).expectStatus().isAccepted();
        settle(Topic.ITEMS);
    }

    public void upsertUsers(List<?> users) {
        post(USERS, secretKey, users).expectStatus().isAccepted();
        settle(Topic.USERS);
    }

    /** Sends events and waits until everything that follows from them has been written. */
    public void track(List<?> events) {
        post(EVENTS, publishableKey, events).expectStatus().isAccepted();
        settle(Topic.EVENTS);
    }

    /** The document as it is kept; a missing node where there is none. */
    public JsonNode stored(Index index, String key) {
        return documents
                .get(org, index, key, JsonNode.class, List.of())
                .map(document -> document.source())
                .blockOptional()
                .orElse(json.missingNode());
    }

    /** What is remembered of a recommendation, a moment after its answer. */
    public JsonNode awaitImpression(String recommendationId) {
        Instant moment = RecommendationId.find(recommendationId).orElseThrow().moment();
        return Awaitility.await("impression " + recommendationId)
                .atMost(PATIENCE)
                // The first impression of a month makes its index, which takes a moment to be there.
                .ignoreExceptions()
                .until(() -> stored(Index.impressions(moment), recommendationId), found -> found.has("strategy"));
    }

    public JsonNode storedItem(String itemId) {
        return stored(Index.ITEMS, itemId);
    }

    /** Records of all shops that have been set aside so far. */
    public long deadLetters() {
        return Objects.requireNonNull(backlog.of(Topic.DEAD_LETTERS).block());
    }

    /** Waits until all that was accepted into a queue has been worked through, and all that follows from it. */
    public void settle(Topic topic) {
        awaitEmpty(topic);
        if (topic == Topic.EVENTS) {
            awaitEmpty(Topic.SIGNALS);
        }
    }

    private void awaitEmpty(Topic topic) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(backlog.of(topic).block()).isZero());
    }

    /** The {@code data} of a recommendation. */
    public JsonNode recommend(Map<String, Object> request) {
        byte[] body = post(RECOMMEND, publishableKey, request)
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return json.readTree(body).path("data");
    }

    public List<String> recommendedItems(Map<String, Object> request) {
        return itemsOf(recommend(request));
    }

    /** The ids in the {@code data} of a recommendation. */
    public static List<String> itemsOf(JsonNode data) {
        return data.path("recommended_items")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** Waits until so many items can be recommended. */
    public void awaitItems(int count) {
        awaitRecommendation(
                Map.of("strategy", "trending", "limit", 1),
                data -> assertThat(data.path("pagination").path("total_items").asInt())
                        .isEqualTo(count));
    }

    /** Search results lag behind writes by up to a refresh: waits until a recommendation is as expected. */
    public void awaitRecommendation(Map<String, Object> request, Consumer<JsonNode> expectation) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> expectation.accept(recommend(request)));
    }
}
