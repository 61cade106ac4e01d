package com.lehnz.bench;

import com.lehnz.bench.Race.Lane;
import com.lehnz.demo.DemoItem;
import com.lehnz.demo.DemoShop;
import com.lehnz.demo.DemoUser;
import com.lehnz.engine.Index;
import com.lehnz.pipeline.Topic;
import com.lehnz.recommend.QueryExplainer;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /v1/recommend} against the search it is composed to, sent straight to OpenSearch, and, where the strategy
 * has to read something first, against that read and the search.
 */
public final class RecommendBench {
    private static final int SAMPLES = 200;
    private static final int WARM_UP = 500;
    private static final int MOST_WARM_UPS = 20;
    /** Share of the time in which something is compiled. */
    private static final double WARM = 0.1;

    private static final String ROW = "%-30s%8s%10s%8s%12s%8s%8s%8s%14s%8s";

    private final Target target;
    private final DemoShop shop;
    private final int requests;
    private final JsonMapper json;

    public RecommendBench(Target target, DemoShop shop, int requests) {
        this.target = target;
        this.shop = shop;
        this.requests = requests;
        this.json = target.bean(JsonMapper.class);
    }

    /** @param read the realtime read of what the strategy needs; null where it needs nothing */
    private record Sample(
            HttpRequest api, HttpRequest search, @Nullable HttpRequest read) {}

    public void run(List<String> strategies, List<Integer> clients) throws Exception {
        load();
        try (Http http = new Http()) {
            new Partners(target, shop, json).write(http);
            settle(http);
            target.say().accept("");
            target.say()
                    .accept("%,d items, %,d requests of each kind; milliseconds"
                            .formatted(shop.items().size(), requests));
            target.say()
                    .accept(ROW.formatted(
                            "strategy",
                            "clients",
                            "API p50",
                            "p99",
                            "query p50",
                            "p99",
                            "ratio",
                            "p99",
                            "read+query p50",
                            "ratio"));
            for (String strategy : strategies) {
                List<Sample> samples = samples(strategy, http);
                for (int count : clients) {
                    measure(strategy, samples, count, http);
                }
            }
        }
    }

    private void load() throws InterruptedException {
        target.say()
                .accept("Loading %,d items and %,d events"
                        .formatted(shop.items().size(), shop.events().size()));
        target.loader().loadCatalog(shop, (what, done, total) -> {});
        target.awaitDone(Topic.ITEMS, shop.items().size());
        target.loader().loadEvents(shop, (what, done, total) -> {});
        target.awaitDone(Topic.EVENTS, shop.events().size());
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
    private List<Sample> samples(String strategy, Http http) throws Exception {
        QueryExplainer explainer = target.bean(QueryExplainer.class);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
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
                samples.add(new Sample(api, bare, read(strategy, user, item)));
            }
        }
        if (samples.isEmpty()) {
            throw new IllegalStateException("no answer of " + strategy + " agreed with that of its search");
        }
        return samples;
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

    private void measure(String strategy, List<Sample> samples, int clients, Http http) throws Exception {
        List<Lane> lanes = new ArrayList<>();
        lanes.add(round -> http.send(sample(samples, round).api()));
        lanes.add(round -> http.send(sample(samples, round).search()));
        if (samples.getFirst().read() != null) {
            lanes.add(round -> {
                Sample sample = sample(samples, round);
                http.send(Objects.requireNonNull(sample.read()));
                http.send(sample.search());
            });
        }
        warmUp(lanes, clients);
        print(strategy, clients, Race.run(lanes, clients, requests));
    }

    /** Until hardly anything is left to compile, as in a service that has run for a while. */
    private static void warmUp(List<Lane> lanes, int clients) throws Exception {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        for (int i = 0; i < MOST_WARM_UPS; i++) {
            long compiled = compiler.getTotalCompilationTime();
            long start = System.nanoTime();
            Race.run(lanes, clients, WARM_UP);
            double elapsed = (System.nanoTime() - start) / 1e6;
            if (compiler.getTotalCompilationTime() - compiled < WARM * elapsed) {
                return;
            }
        }
    }

    private static Sample sample(List<Sample> samples, int round) {
        return samples.get(round % samples.size());
    }

    private void print(String strategy, int clients, List<Histogram> times) {
        double api50 = millis(times.get(0), 50);
        double api99 = millis(times.get(0), 99);
        double bare50 = millis(times.get(1), 50);
        double bare99 = millis(times.get(1), 99);
        boolean reads = times.size() > 2;
        double both50 = reads ? millis(times.get(2), 50) : Double.NaN;
        target.say()
                .accept(ROW.formatted(
                        strategy,
                        clients,
                        number(api50),
                        number(api99),
                        number(bare50),
                        number(bare99),
                        number(api50 / bare50),
                        number(api99 / bare99),
                        reads ? number(both50) : "",
                        reads ? number(api50 / both50) : ""));
    }

    private static double millis(Histogram times, double percentile) {
        return times.getValueAtPercentile(percentile) / 1e6;
    }

    private static String number(double value) {
        return "%.2f".formatted(value);
    }
}
