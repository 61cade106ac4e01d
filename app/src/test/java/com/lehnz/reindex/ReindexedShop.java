package com.lehnz.reindex;

import com.lehnz.engine.Generation;
import com.lehnz.engine.ItemFeatures;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** A shop with a catalog, a shopper, something learned, and one document of an item that is not loaded yet. */
record ReindexedShop(
        Reindexer reindexer, ItemsGenerations generations, Shop shop, Stored stored, AtomicReference<String> built) {
    static final int ITEMS = 450;
    static final Order ANEW = new Order.Anew(null, Missing.DELETE, false);
    static final Order RESUME = new Order.Resume(null, Missing.DELETE, false);

    static ReindexedShop open(Shops shops, Reindexer reindexer, ItemsGenerations generations) {
        Shop shop = shops.open();
        Stored stored = new Stored(TestEngines.shared(), shop.org());
        shop.upsertItems(IntStream.range(0, ITEMS).mapToObj(ReindexedShop::item).toList());
        shop.track(List.of(
                Shop.event("ada", "purchase", id(1)),
                Shop.event("ada", "click", id(2)),
                Shop.event("ada", "click", "not loaded yet")));
        stored.weigh(id(3), ItemFeatures.CONSUMED_WITH, Map.of(id(1), 0.5));
        return new ReindexedShop(reindexer, generations, shop, stored, new AtomicReference<>(""));
    }

    private static Map<String, Object> item(int i) {
        String name = "Thing number %d of %d".formatted(i % 40, i);
        return Shop.item(id(i), Map.of("name", name, "category", "Category " + i % 5, "price", i));
    }

    static String id(int i) {
        return "item-%04d".formatted(i);
    }

    void reindex() {
        build(ANEW, Progress.SILENT);
        finish();
    }

    void build(Order order, Progress progress) {
        reindexer.build(shop.org(), order, progress).blockOptional().ifPresent(built::set);
    }

    void finish() {
        finish(1);
    }

    void finish(int keep) {
        reindexer.finish(shop.org(), built.get(), keep, Progress.SILENT).block();
    }

    Generation live() {
        return Objects.requireNonNull(generations.live(shop.org()).block());
    }
}
