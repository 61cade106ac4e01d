package com.lehnz.bench;

import com.lehnz.accounts.Organizations;
import com.lehnz.demo.DemoItem;
import com.lehnz.demo.DemoShop;
import com.lehnz.embeddings.ItemText;
import com.lehnz.embeddings.TextEmbedder;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.pipeline.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Items through the public API until they are stored, against embedding the same texts and storing the same documents. */
public final class IngestBench {
    private static final int BATCH = 500;

    private final Target target;
    private final DemoShop shop;
    private final JsonMapper json;

    public IngestBench(Target target, DemoShop shop) {
        this.target = target;
        this.shop = shop;
        this.json = target.bean(JsonMapper.class);
    }

    public void run() throws Exception {
        try (Http http = new Http()) {
            target.say().accept("Warming up");
            List<DemoItem> warmUp = shop.items().stream()
                    .limit(2 * BATCH)
                    .map(item -> renamed(item))
                    .toList();
            throughApi(warmUp);
            bare(warmUp, http);

            int items = shop.items().size();
            double api = throughApi(shop.items());
            double bare = bare(shop.items(), http);
            int events = shop.events().size();
            double worked = eventsThroughApi();
            target.say().accept("");
            report("items through the API", items, api);
            report("bare embedding and bulk", items, bare);
            target.say().accept("%-28s%.2f".formatted("ratio", api / bare));
            report("events through the API", events, worked);
        }
    }

    private void report(String what, int count, double seconds) {
        target.say().accept("%-28s%,d in %.1f s, %,.0f per second".formatted(what, count, seconds, count / seconds));
    }

    private static DemoItem renamed(DemoItem item) {
        return new DemoItem("warm-up-" + item.itemId(), item.itemType(), item.status(), item.attributes());
    }

    private double throughApi(List<DemoItem> items) throws InterruptedException {
        long before = target.done(Topic.ITEMS);
        long start = System.nanoTime();
        target.loader().loadCatalog(new DemoShop(items, List.of(), List.of()), (what, done, total) -> {});
        target.awaitDone(Topic.ITEMS, before + items.size());
        return seconds(start);
    }

    private double eventsThroughApi() throws InterruptedException {
        long start = System.nanoTime();
        target.loader().loadEvents(shop, (what, done, total) -> {});
        target.awaitDone(Topic.EVENTS, shop.events().size());
        return seconds(start);
    }

    /** The documents are those that the service made of the items, so that both store the same. */
    private double bare(List<DemoItem> items, Http http) throws Exception {
        TextEmbedder embedder = target.bean(TextEmbedder.class);
        OrgId other = Target.await(target.bean(Organizations.class).create("Bare"));
        double seconds = 0;
        for (int from = 0; from < items.size(); from += BATCH) {
            List<DemoItem> batch = items.subList(from, Math.min(from + BATCH, items.size()));
            String bulk = bulkOf(batch, http);
            List<String> texts =
                    batch.stream().map(item -> ItemText.of(item.attributes())).toList();
            long start = System.nanoTime();
            embedder.embed(texts).join();
            String answer =
                    http.send(Http.post(target.opensearch(), "/" + Index.ITEMS.writeName(other) + "/_bulk", bulk));
            seconds += seconds(start);
            if (json.readTree(answer).path("errors").asBoolean()) {
                throw new IllegalStateException("the bare bulk failed: " + answer);
            }
        }
        return seconds;
    }

    private String bulkOf(List<DemoItem> items, Http http) throws Exception {
        String body = json.writeValueAsString(
                Map.of("ids", items.stream().map(DemoItem::itemId).toList()));
        String answer =
                http.send(Http.post(target.opensearch(), "/" + Index.ITEMS.readName(target.org()) + "/_mget", body));
        List<String> lines = new ArrayList<>();
        for (JsonNode document : json.readTree(answer).path("docs")) {
            lines.add(json.writeValueAsString(
                    Map.of("index", Map.of("_id", document.path("_id").asString()))));
            lines.add(document.path("_source").toString());
        }
        return String.join("\n", lines) + "\n";
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
