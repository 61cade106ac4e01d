package com.lehnz.bench;

import com.lehnz.accounts.Organizations;
import com.lehnz.demo.DemoItem;
import com.lehnz.embeddings.ItemText;
import com.lehnz.embeddings.TextEmbedder;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What items cost without the service: embedding the same texts, storing the same documents. */
final class BareIndexing {
    private static final int BATCH = 500;

    private final Target target;
    private final JsonMapper json;

    BareIndexing(Target target) {
        this.target = target;
        this.json = target.bean(JsonMapper.class);
    }

    /** The documents are those that the service made of the items, so that both store the same. */
    double seconds(List<DemoItem> items, Http http) throws Exception {
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
            seconds += (System.nanoTime() - start) / 1e9;
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
}
