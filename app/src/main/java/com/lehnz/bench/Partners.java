package com.lehnz.bench;

import com.lehnz.demo.DemoItem;
import com.lehnz.demo.DemoShop;
import com.lehnz.engine.Index;
import com.lehnz.engine.ItemFeatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands in for item-to-item weights that were learned: whatever anybody looked at has a hundred partners, wherever in the
 * catalog. Which ones makes no difference to what a query costs.
 */
record Partners(Target target, DemoShop shop, JsonMapper json) {
    private static final int PARTNERS = 100;
    private static final int AT_ONCE = 1_000;

    void write(Http http) throws Exception {
        Random random = new Random(1);
        List<DemoItem> items = shop.items();
        Map<String, Map<String, Double>> sources = new HashMap<>();
        shop.events().stream()
                .map(event -> event.itemId())
                .filter(itemId -> itemId != null)
                .distinct()
                .forEach(source -> {
                    for (int i = 0; i < PARTNERS; i++) {
                        String partner = items.get(random.nextInt(items.size())).itemId();
                        sources.computeIfAbsent(partner, first -> new HashMap<>())
                                .put(ItemFeatures.name(source), 0.01 + random.nextDouble());
                    }
                });
        List<String> lines = new ArrayList<>();
        for (var entry : sources.entrySet()) {
            Map<String, ?> weights = entry.getValue();
            lines.add(json.writeValueAsString(Map.of("update", Map.of("_id", entry.getKey()))));
            lines.add(json.writeValueAsString(Map.of(
                    "doc",
                    Map.of(
                            ItemFeatures.BOUGHT_WITH,
                            weights,
                            ItemFeatures.CONSUMED_WITH,
                            weights,
                            ItemFeatures.LIKED_WITH,
                            weights))));
            if (lines.size() == 2 * AT_ONCE) {
                send(lines, http);
            }
        }
        send(lines, http);
    }

    private void send(List<String> lines, Http http) throws Exception {
        if (!lines.isEmpty()) {
            String path = "/" + Index.ITEMS.writeName(target.org()) + "/_bulk";
            http.send(Http.post(target.opensearch(), path, String.join("\n", lines) + "\n"));
            lines.clear();
        }
    }
}
