package com.lehnz.bench;

import com.lehnz.demo.DemoItem;
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
            DemoUser user = shop.users().get(i % shop.users().size());
            DemoItem item = shop.items().get(i);
            JsonNode request = json.valueToTree(
                    Map.of("strategy", strategy, "user_id", user.userId(), "context_item_id", item.itemId()));
            HttpRequest api = Http.post(
                    target.service(), "/v1/recommend", request.toString(), "X-API-KEY", target.publishableKey());
            var search = Target.await(explainer.explain(target.org(), request));
            HttpRequest bare = Http.post(target.opensearch(), "/" + search.index() + "/_search", search.body());
            JsonNode answer = json.readTree(http.send(api)).path("data");
            List<String> bareIds = ids(json.readTree(http.send(bare)));
            // All of them: one strategy rearranges what its search finds.
            boolean agree = bareIds.containsAll(answer.path("recommended_items")
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList());
            if (agree && answer.path("served_by").asString().equals(strategy)) {
                questions.add(new Question(api, bare, read(strategy, user, item)));
            }
        }
        if (questions.isEmpty()) {
            throw new IllegalStateException("no answer of " + strategy + " agreed with that of its search");
        }
        return questions;
    }

    private static List<String> ids(JsonNode answer) {
        return answer.at("/hits/hits")
                .valueStream()
                .map(hit -> hit.at("/sort/1").asString())
                .toList();
    }

    private @Nullable HttpRequest read(String strategy, DemoUser user, DemoItem item) {
        return switch (strategy) {
            case "trending", "popular" -> null;
            case "similar", "frequently-bought-together", "frequently-consumed-together" ->
                read(Index.ITEMS, item.itemId(), "name,category,brand,price,vector");
            default -> read(Index.USERS, user.userId(), "status,merged_into,profile.taste");
        };
    }

    private HttpRequest read(Index index, String key, String fields) {
        return Http.get(
                target.opensearch(),
                "/%s/_doc/%s?routing=%s&_source_includes=%s"
                        .formatted(
                                index.readName(target.org()),
                                index.documentId(target.org(), key),
                                Objects.requireNonNullElse(index.routing(target.org()), ""),
                                fields));
    }
}
