package com.lehnz.bench;

import com.lehnz.demo.DemoItem;
import com.lehnz.demo.DemoShop;
import com.lehnz.engine.Document;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Generation;
import com.lehnz.engine.Index;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.engine.Scans;
import com.lehnz.pipeline.PipelineProperties;
import com.lehnz.pipeline.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reindexing a catalog: whether answers stay the same where nothing changes, and whether anything is refused or lost where
 * much does, while the process that reindexes is killed again and again.
 */
public final class ReindexBench {
    private static final int ASKED = 200;

    private final Target target;
    private final DemoShop shop;
    private final JsonMapper json;
    private final Random random = new Random(7);

    public ReindexBench(Target target, DemoShop shop) {
        this.target = target;
        this.shop = shop;
        this.json = target.bean(JsonMapper.class);
    }

    /**
     * @param rate upserts, and as many recommendations, a second
     * @param kills reindexings that are killed at a random point and resumed
     */
    public void run(int rate, int kills) throws Exception {
        target.load(shop);
        target.bean(Scans.class).refresh(target.org(), Index.ITEMS).block();

        Duration undisturbed = sameAnswers();
        try (var traffic = new ReindexTraffic(target, shop.items())) {
            traffic.start(rate);
            Duration beside = beside();
            for (int kill = 1; kill <= kills; kill++) {
                killed(kill, beside);
            }
            traffic.stop();
            target.awaitDone(Topic.ITEMS, shop.items().size() + traffic.upserts() - traffic.failedUpserts());
            report(rate, undisturbed, beside, traffic);
        }
    }

    /** A search by vector may find something else after any merge of segments: asking twice shows how often. */
    private Duration sameAnswers() throws Exception {
        Map<String, List<JsonNode>> before = answers();
        Map<String, List<JsonNode>> again = answers();
        long start = System.nanoTime();
        say("%s", reindex().await());
        Duration took = since(start);
        Map<String, List<JsonNode>> after = answers();
        before.forEach((strategy, answers) -> say(
                "the same answers             %,d of %,d when asked again, %,d after reindexing: %s",
                same(answers, again.getOrDefault(strategy, List.of())),
                ASKED,
                same(answers, after.getOrDefault(strategy, List.of())),
                strategy));
        return took;
    }

    private static long same(List<JsonNode> some, List<JsonNode> others) {
        return IntStream.range(0, ASKED)
                .filter(i -> some.get(i).equals(others.get(i)))
                .count();
    }

    /** @return from when it began to build, without the start of its process */
    private Duration beside() throws Exception {
        LehnzProcess reindex = begun();
        long start = System.nanoTime();
        say("%s", reindex.await());
        return since(start);
    }

    private void killed(int kill, Duration usual) throws Exception {
        Duration after = Duration.ofMillis(random.nextLong(usual.toMillis()));
        boolean killed = begun().killAfter(after);
        long start = System.nanoTime();
        String last = reindex("--resume").await();
        say(
                "%d: %s after %.1f s, resumed for %.1f s: %s",
                kill, killed ? "killed" : "had ended", seconds(after), seconds(since(start)), last);
    }

    /** A reindexing that has begun to build. */
    private LehnzProcess begun() throws Exception {
        int newest = newest();
        LehnzProcess reindex = reindex();
        while (newest() == newest && reindex.isRunning()) {
            Thread.sleep(20); // Looks from outside: there is nothing to wait on.
        }
        return reindex;
    }

    private int newest() {
        return Target.await(target.bean(ItemsGenerations.class)
                .of(target.org())
                .map(Generation::number)
                .reduce(Math::max));
    }

    private LehnzProcess reindex(String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("reindex", "--org", target.org().value()));
        arguments.addAll(List.of(more));
        arguments.add("--lehnz.opensearch.uri=" + target.opensearch());
        arguments.add("--lehnz.kafka.bootstrap-servers="
                + target.bean(PipelineProperties.class).bootstrapServers());
        return LehnzProcess.start(arguments);
    }

    /** Items with their scores and reasons, of the deterministic strategies. */
    private Map<String, List<JsonNode>> answers() throws Exception {
        Map<String, List<JsonNode>> answers = new LinkedHashMap<>();
        try (Http http = new Http()) {
            for (int i = 0; i < ASKED; i++) {
                DemoItem item = shop.items().get(i * (shop.items().size() / ASKED));
                String user = shop.users().get(i % shop.users().size()).userId();
                for (Map<String, Object> request : List.<Map<String, Object>>of(
                        Map.of("strategy", "similar", "context_item_id", item.itemId()),
                        Map.of("strategy", "personalized", "user_id", user),
                        Map.of("strategy", "popular", "page", i % 10 + 1))) {
                    String answer = http.send(Http.post(
                            target.service(),
                            "/v1/recommend",
                            json.writeValueAsString(request),
                            "X-API-KEY",
                            target.publishableKey()));
                    answers.computeIfAbsent(String.valueOf(request.get("strategy")), first -> new ArrayList<>())
                            .add(json.readTree(answer).path("data").path("results"));
                }
            }
        }
        return answers;
    }

    private void report(int rate, Duration undisturbed, Duration beside, ReindexTraffic traffic) {
        Map<String, Integer> accepted = traffic.lastPrices();
        Map<String, Document<JsonNode>> stored = Target.await(target.bean(Documents.class)
                .getAll(target.org(), Index.ITEMS, accepted.keySet(), JsonNode.class, List.of("price")));
        long lost = accepted.entrySet().stream()
                .filter(item -> !stored.containsKey(item.getKey())
                        || stored.get(item.getKey()).source().path("price").asInt() != item.getValue())
                .count();
        Histogram times = traffic.recommendations();
        say(
                "%n%,d items; %d upserts and %d recommendations a second",
                shop.items().size(), rate, rate);
        say(
                "reindexed                    in %.1f s with the start of the process, beside the traffic in %.1f s without it",
                seconds(undisturbed), seconds(beside));
        say(
                "upserts                      %,d, refused %,d, lost %,d",
                traffic.upserts(), traffic.failedUpserts(), lost);
        say(
                "recommendations              %,d, failed %,d; ms: p50 %.1f, p99 %.1f, longest %.1f",
                times.getTotalCount(),
                traffic.failedRecommendations(),
                times.getValueAtPercentile(50) / 1e3,
                times.getValueAtPercentile(99) / 1e3,
                times.getMaxValue() / 1e3);
    }

    private void say(String format, Object... values) {
        target.say().accept(format.formatted(values));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
