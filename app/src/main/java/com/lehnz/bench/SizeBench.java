package com.lehnz.bench;

import com.lehnz.demo.DemoEvent;
import com.lehnz.demo.DemoShop;
import com.lehnz.pipeline.Topic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What items, users and events take of OpenSearch's disk and heap, per hundred thousand of each. */
public final class SizeBench {
    private static final int PER = 100_000;

    private final Target target;
    private final JsonMapper json;

    public SizeBench(Target target) {
        this.target = target;
        this.json = target.bean(JsonMapper.class);
    }

    /** @param shops how many times the demo shop's shoppers come, each time as other people */
    public void run(int items, int shops) throws Exception {
        DemoShop catalog = BenchCatalog.generated(items);
        target.loader().loadCatalog(new DemoShop(catalog.items(), List.of(), List.of()), (what, done, total) -> {});
        target.awaitDone(Topic.ITEMS, items);
        target.say().accept("%,d items are stored".formatted(items));
        List<DemoEvent> events = IntStream.range(0, shops)
                .boxed()
                .flatMap(copy -> ofOthers(catalog.events(), "-" + copy))
                .toList();
        target.loader().loadEvents(new DemoShop(List.of(), List.of(), events), (what, done, total) -> {});
        target.awaitDone(Topic.EVENTS, events.size());
        target.awaitCounted();
        target.say().accept("%,d events are worked through".formatted(events.size()));
        report();
    }

    private static Stream<DemoEvent> ofOthers(List<DemoEvent> events, String suffix) {
        return events.stream()
                .map(event -> new DemoEvent(
                        event.eventId() + suffix,
                        event.userId() + suffix,
                        event.eventName(),
                        event.eventFamily(),
                        event.itemId(),
                        event.sessionId() + suffix,
                        event.previousUserId() == null ? null : event.previousUserId() + suffix,
                        event.timestamp(),
                        event.context()));
    }

    private void report() throws Exception {
        try (Http http = new Http()) {
            http.send(Http.post(target.opensearch(), "/lehnz-*/_flush", ""));
            JsonNode indices = json.readTree(http.send(Http.get(
                    target.opensearch(), "/_cat/indices/lehnz-*?format=json&bytes=b&h=index,docs.count,store.size")));
            Map<String, long[]> kinds = new TreeMap<>();
            for (JsonNode index : indices) {
                long[] sum = kinds.computeIfAbsent(kind(index.path("index").asString()), first -> new long[2]);
                sum[0] += Long.parseLong(index.path("docs.count").asString());
                sum[1] += Long.parseLong(index.path("store.size").asString());
            }
            target.say().accept("");
            target.say().accept("%-12s%12s%12s%18s".formatted("index", "documents", "MB", "MB per 100,000"));
            kinds.forEach((kind, sum) -> target.say()
                    .accept("%-12s%,12d%12.1f%18.1f"
                            .formatted(kind, sum[0], sum[1] / 1e6, sum[1] / 1e6 * PER / Math.max(1, sum[0]))));
            heaps(http);
        }
    }

    /** What stays of a heap once its garbage is gone; OpenSearch's garbage cannot be asked to go, so its peak is told. */
    private void heaps(Http http) throws Exception {
        JsonNode nodes = json.readTree(http.send(Http.get(target.opensearch(), "/_nodes/stats/jvm")));
        JsonNode memory = nodes.path("nodes").iterator().next().at("/jvm/mem");
        System.gc();
        Runtime service = Runtime.getRuntime();
        target.say().accept("");
        target.say()
                .accept("heap of OpenSearch   %,d MB of %,d MB"
                        .formatted(
                                memory.path("heap_used_in_bytes").asLong() / 1_000_000,
                                memory.path("heap_max_in_bytes").asLong() / 1_000_000));
        target.say()
                .accept("heap of the service  %,d MB of %,d MB"
                        .formatted(
                                (service.totalMemory() - service.freeMemory()) / 1_000_000,
                                service.maxMemory() / 1_000_000));
    }

    private static String kind(String index) {
        return Stream.of("items", "users", "events", "impressions")
                .filter(kind -> index.startsWith("lehnz-" + kind))
                .findFirst()
                .orElse("others");
    }
}
