package com.lehnz.bench;

import com.lehnz.demo.DemoEvent;
import com.lehnz.demo.DemoItem;
import com.lehnz.demo.DemoShop;
import com.lehnz.engine.Index;
import com.lehnz.engine.Scans;
import com.lehnz.pipeline.Topic;
import com.lehnz.strategy.StrategyCatalog;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How often items that came today are recommended. Nobody has seen one of them: one item in fifty is loaded last, and
 * without what the shop's shoppers did with it, when the shop has shown what it had to all of them.
 */
public final class NewItemsBench {
    private static final int ONE_IN = 50;
    private static final int PAGE = 20;
    private static final int TOP = 5;
    private static final int MOST_USERS = 200;
    private static final int MOST_DAYS_OLD = 400;
    private static final String ROW = "%-30s%16s%14s%18s";

    private final Target target;
    private final DemoShop shop;
    private final JsonMapper json;
    private final Set<String> newcomers;
    private final Map<String, String> lastSeen;

    public NewItemsBench(Target target, DemoShop shop) {
        this.target = target;
        this.shop = shop;
        this.json = target.bean(JsonMapper.class);
        this.newcomers = IntStream.range(0, shop.items().size())
                .filter(i -> i % ONE_IN == 0)
                .mapToObj(i -> shop.items().get(i).itemId())
                .collect(Collectors.toSet());
        this.lastSeen = lastSeen();
    }

    /** Shoppers, and what each saw last. */
    private Map<String, String> lastSeen() {
        Map<String, String> lastSeen = new LinkedHashMap<>();
        for (DemoEvent event : known().events()) {
            String item = event.itemId();
            if (item != null && (lastSeen.size() < MOST_USERS || lastSeen.containsKey(event.userId()))) {
                lastSeen.put(event.userId(), item);
            }
        }
        return lastSeen;
    }

    public void run() throws Exception {
        target.load(known());
        List<String> strategies = target.bean(StrategyCatalog.class).names();
        try (Http http = new Http()) {
            long impressions = 0;
            for (String strategy : strategies) {
                impressions += ask(strategy, http).impressions;
            }
            target.awaitDone(Topic.IMPRESSIONS, impressions);
            target.loader().loadCatalog(newcomers(), (what, done, total) -> {});
            target.awaitDone(Topic.ITEMS, shop.items().size());
            target.bean(Scans.class).refresh(target.org(), Index.ITEMS).block();
            target.say()
                    .accept("%n%,d of %,d items are new; pages of %d"
                            .formatted(newcomers.size(), shop.items().size(), PAGE));
            target.say().accept(ROW.formatted("strategy", "new of all shown", "of first five", "shoppers with any"));
            for (String strategy : strategies) {
                say(strategy, ask(strategy, http));
            }
        }
    }

    private DemoShop known() {
        List<DemoItem> items = shop.items().stream()
                .filter(item -> !newcomers.contains(item.itemId()))
                .map(NewItemsBench::older)
                .toList();
        List<DemoEvent> events = shop.events().stream()
                .filter(event -> event.itemId() == null || !newcomers.contains(event.itemId()))
                .toList();
        return new DemoShop(items, shop.users(), events);
    }

    private DemoShop newcomers() {
        return new DemoShop(
                shop.items().stream()
                        .filter(item -> newcomers.contains(item.itemId()))
                        .toList(),
                List.of(),
                List.of());
    }

    /** By one day to about a year. */
    private static DemoItem older(DemoItem item) {
        int days = 1 + Math.floorMod(item.itemId().hashCode(), MOST_DAYS_OLD);
        Map<String, Object> attributes = new HashMap<>(item.attributes());
        attributes.put("created_at", Instant.now().minus(Duration.ofDays(days)).toString());
        return new DemoItem(item.itemId(), item.itemType(), item.status(), attributes);
    }

    private Tally ask(String strategy, Http http) throws Exception {
        var tally = new Tally();
        for (var visit : lastSeen.entrySet()) {
            tally.add(page(strategy, visit.getKey(), visit.getValue(), http));
        }
        return tally;
    }

    private void say(String strategy, Tally tally) {
        target.say()
                .accept(ROW.formatted(
                        strategy,
                        percent(tally.fresh, tally.shown),
                        percent(tally.freshOnTop, tally.onTop),
                        percent(tally.reached, lastSeen.size())));
    }

    private List<String> page(String strategy, String user, String item, Http http) throws Exception {
        String request = json.writeValueAsString(
                Map.of("strategy", strategy, "user_id", user, "context_item_id", item, "limit", PAGE));
        HttpRequest asked = Http.post(target.service(), "/v1/recommend", request, "X-API-KEY", target.publishableKey());
        return json.readTree(http.send(asked))
                .at("/data/recommended_items")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private final class Tally {
        private long impressions;
        private long shown;
        private long fresh;
        private long onTop;
        private long freshOnTop;
        private long reached;

        void add(List<String> page) {
            List<String> top = page.subList(0, Math.min(TOP, page.size()));
            long found = fresh(page);
            impressions += page.isEmpty() ? 0 : 1;
            shown += page.size();
            fresh += found;
            onTop += top.size();
            freshOnTop += fresh(top);
            reached += found > 0 ? 1 : 0;
        }

        private long fresh(List<String> ids) {
            return ids.stream().filter(newcomers::contains).count();
        }
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "" : "%.1f %%".formatted(100.0 * part / whole);
    }
}
