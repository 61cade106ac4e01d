package com.lehnz.bench;

import com.lehnz.demo.DemoItem;
import com.lehnz.demo.DemoShop;
import com.lehnz.pipeline.Topic;
import java.util.List;

/** Items through the public API until they are stored, against embedding the same texts and storing the same documents. */
public final class IngestBench {
    private static final int BATCH = 500;

    private final Target target;
    private final DemoShop shop;
    private final BareIndexing bare;

    public IngestBench(Target target, DemoShop shop) {
        this.target = target;
        this.shop = shop;
        this.bare = new BareIndexing(target);
    }

    public void run() throws Exception {
        try (Http http = new Http()) {
            target.say().accept("Warming up");
            List<DemoItem> warmUp = shop.items().stream()
                    .limit(2 * BATCH)
                    .map(item -> renamed(item))
                    .toList();
            throughApi(warmUp);
            bare.seconds(warmUp, http);

            int items = shop.items().size();
            double api = throughApi(shop.items());
            double bared = bare.seconds(shop.items(), http);
            int events = shop.events().size();
            double worked = eventsThroughApi();
            target.say().accept("");
            report("items through the API", items, api);
            report("bare embedding and bulk", items, bared);
            target.say().accept("%-28s%.2f".formatted("ratio", api / bared));
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

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
