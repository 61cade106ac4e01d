package com.lehnz.bench;

import com.lehnz.demo.DemoShop;
import com.lehnz.demo.DemoUser;
import com.lehnz.engine.Index;
import com.lehnz.recommend.QueryExplainer;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a shop's shoppers ask, and the searches that the answers come from. */
record Questions(Target target, DemoShop shop, JsonMapper json) {
    private static final int PER_STRATEGY = 200;

    /**
     * One request to the API and the same thing without the API.
     *
     * @param read the realtime read of what the strategy needs; null where it needs nothing
     */
    record Question(
            HttpRequest api, HttpRequest search, @Nullable HttpRequest read) {}

    /** Loads the shop and its events, and waits until OpenSearch is done with what follows from that. */
    void load(Http http) throws Exception {
        target.load(shop);
        new Partners(target, shop, json).write(http);
        settle(http);
    }

    /** Until all can be found, and OpenSearch is done with what follows from loading. */
    private void settle(Http http) throws Exception {
        String index = "/" + Index.ITEMS.readName(target.org());
        http.send(Http.post(target.opensearch(), index + "/_refresh", ""));
        HttpRequest merges = Http.get(target.opensearch(), index + "/_stats/merge");
        while (json.readTree(http.send(merges)).at("/_all/total/merges/current").asInt() > 0) {
            Thread.sleep(200);
        }
    }

    /** Requests that the strategy serves itself, with answers that agree with those of the bare search. */
    List<Question> of(String strategy, Http http) throws Exception {
        QueryExplainer explainer = target.bean(QueryExplainer.class);
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < PER_STRATEGY; i++) {
            Asked asked = asked(strategy, i);
            JsonNode request = json.valueToTree(asked.body());
            HttpRequest api =
                    Http.post(target.service(), asked.path(), request.toString(), "X-API-KEY", target.publishableKey());
            var search = Target.await(explainer.explain(target.org(), asked.path(), request));
            HttpRequest bare = Http.post(target.opensearch(), "/" + search.index() + "/_search", search.body());
            Answered answered = answered(json.readTree(http.send(api)));
            // All of them: one strategy rearranges what its search finds.
            boolean agree = ids(json.readTree(http.send(bare))).containsAll(answered.items());
            if (agree && answered.by().equals(asked.answeredBy())) {
                questions.add(new Question(api, bare, asked.read()));
            }
        }
        if (questions.isEmpty()) {
            throw new IllegalStateException("no answer of " + strategy + " agreed with that of its search");
        }
        return questions;
    }

    /**
     * What goes to which endpoint.
     *
     * @param answeredBy what the answer says where no other strategy has filled in
     */
    private record Asked(
            String path,
            Map<String, Object> body,
            String answeredBy,
            @Nullable HttpRequest read) {}

    private Asked asked(String strategy, int round) {
        DemoUser user = shop.users().get(round % shop.users().size());
        String itemId = shop.items().get(round).itemId();
        return switch (strategy) {
            case "basket" -> {
                List<String> basket =
                        List.of(itemId, shop.items().get(round + 1).itemId());
                yield new Asked("/recommend/basket", Map.of("item_ids", basket), "co_occurrence", items(basket));
            }
            case "price_optimized" ->
                new Asked("/recommend/price_optimized", Map.of("user_id", user.userId()), strategy, user(user));
            case "trending", "popular" -> new Asked("/v1/recommend", Map.of("strategy", strategy), strategy, null);
            default ->
                new Asked(
                        "/v1/recommend",
                        Map.of("strategy", strategy, "user_id", user.userId(), "context_item_id", itemId),
                        strategy,
                        read(strategy, user, itemId));
        };
    }

    private record Answered(List<String> items, String by) {}

    /** The flat endpoints answer with one flat object. */
    private static Answered answered(JsonNode answer) {
        JsonNode data = answer.path("data");
        return data.isMissingNode()
                ? new Answered(
                        strings(answer.path("all_item_ids")),
                        answer.path("source").asString())
                : new Answered(
                        strings(data.path("recommended_items")),
                        data.path("served_by").asString());
    }

    private static List<String> strings(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> ids(JsonNode answer) {
        return answer.at("/hits/hits")
                .valueStream()
                .map(hit -> hit.at("/sort/1").asString())
                .toList();
    }

    private HttpRequest read(String strategy, DemoUser user, String itemId) {
        return switch (strategy) {
            case "similar", "frequently-bought-together", "frequently-consumed-together" -> items(List.of(itemId));
            default -> user(user);
        };
    }

    private HttpRequest user(DemoUser user) {
        return Http.get(
                target.opensearch(),
                "/%s/_doc/%s?routing=%s&_source_includes=status,merged_into,profile.taste"
                        .formatted(
                                Index.USERS.readName(target.org()),
                                Index.USERS.documentId(target.org(), user.userId()),
                                Objects.requireNonNullElse(Index.USERS.routing(target.org()), "")));
    }

    private HttpRequest items(List<String> ids) {
        return Http.post(
                target.opensearch(),
                "/%s/_mget?_source_includes=name,category,brand,price,vector"
                        .formatted(Index.ITEMS.readName(target.org())),
                json.writeValueAsString(Map.of("ids", ids)));
    }
}
