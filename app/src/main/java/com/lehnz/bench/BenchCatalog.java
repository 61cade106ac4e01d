package com.lehnz.bench;

import com.lehnz.demo.DemoEvent;
import com.lehnz.demo.DemoItem;
import com.lehnz.demo.DemoShop;
import com.lehnz.evaluation.log.CsvFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Catalogs of any size with the behavior of the demo shop's shoppers. */
public final class BenchCatalog {
    private BenchCatalog() {}

    /** As many demo shops as it takes, each from a seed of its own. */
    public static DemoShop generated(int size) {
        List<DemoItem> items = new ArrayList<>(size);
        for (long seed = DemoShop.SEED; items.size() < size; seed++) {
            String prefix = "shop" + seed + "-";
            DemoShop.generate(seed, Instant.now()).items().stream()
                    .limit(size - items.size())
                    .map(item ->
                            new DemoItem(prefix + item.itemId(), item.itemType(), item.status(), item.attributes()))
                    .forEach(items::add);
        }
        return visited(items);
    }

    /** Every column is an attribute of its own name. */
    public static DemoShop ofCsv(Path file, String idColumn) throws IOException {
        try (Stream<Map<String, String>> rows = CsvFile.STANDARD.rows(file)) {
            return visited(rows.map(row -> item(file, idColumn, row)).toList());
        }
    }

    private static DemoItem item(Path file, String idColumn, Map<String, String> row) {
        Map<String, Object> attributes = new LinkedHashMap<>(row);
        Object id = attributes.remove(idColumn);
        if (id == null) {
            throw new IllegalArgumentException("%s has a row without a value for %s".formatted(file, idColumn));
        }
        return new DemoItem(id.toString(), "product", "active", attributes);
    }

    /** The demo shop's shoppers walk through the first items as if they were its own. */
    private static DemoShop visited(List<DemoItem> items) {
        DemoShop shop = DemoShop.generate(DemoShop.SEED, Instant.now());
        Map<String, String> ids = new LinkedHashMap<>();
        for (int i = 0; i < shop.items().size(); i++) {
            ids.put(shop.items().get(i).itemId(), items.get(i % items.size()).itemId());
        }
        List<DemoEvent> events = shop.events().stream()
                .map(event -> withItem(event, ids.get(event.itemId())))
                .toList();
        return new DemoShop(items, shop.users(), events);
    }

    private static DemoEvent withItem(DemoEvent event, @Nullable String itemId) {
        return new DemoEvent(
                event.eventId(),
                event.userId(),
                event.eventName(),
                event.eventFamily(),
                itemId,
                event.sessionId(),
                event.previousUserId(),
                event.timestamp(),
                event.context());
    }
}
