package com.lehnz.contract;

import static com.lehnz.testing.Shop.event;
import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.ItemFeatures;
import com.lehnz.strategy.StrategyCatalog;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What holds for every ranking there is, by whichever path: known users and unknown ones, items with words and without. */
@LehnzTest
class EveryStrategyIT {
    private static final int ITEMS = 330;
    private static final int SEEN = 160;

    /** Pages of which one crosses every border: between few neighbours and all of them, what is rearranged and what is not. */
    private static final int LIMIT = 60;

    private static final Set<String> FOR_ITEMS =
            Set.of("similar", "frequently-bought-together", "frequently-consumed-together");
    private static final Set<String> FOR_ALL = Set.of("trending", "popular");

    @Autowired
    private Shops shops;

    @Autowired
    private StrategyCatalog strategies;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = shops.open();
    }

    /** Some items with words and some without, some with events and some without, some that go together. */
    private void stock() {
        shop.upsertItems(IntStream.range(0, ITEMS)
                .mapToObj(i -> item(id(i), attributes(i)))
                .toList());
        Instant start = Instant.now().minusSeconds(3600);
        // A crowd within seconds: their popularity is all but equal.
        shop.track(IntStream.range(0, SEEN)
                .mapToObj(i -> Map.of(
                        "user_id",
                        "shopper " + i,
                        "event_name",
                        "view",
                        "item_id",
                        id((i * 37) % ITEMS),
                        "timestamp",
                        start.plusMillis(i * 173L).toString()))
                .toList());
        shop.track(List.of(event("ada", "view", id(1)), event("ada", "purchase", id(2)), event("ada", "view", id(4))));
        shop.awaitItems(ITEMS);
        Stored stored = new Stored(TestEngines.shared(), shop.org());
        for (int i = 20; i < 40; i++) {
            Map<String, Double> partners = Map.of(id(1), i / 100.0, id(3), 0.2);
            stored.weigh(id(i), ItemFeatures.CONSUMED_WITH, partners);
            stored.weigh(id(i), ItemFeatures.BOUGHT_WITH, partners);
            stored.weigh(id(i), ItemFeatures.LIKED_WITH, partners);
        }
    }

    private static Map<String, Object> attributes(int i) {
        Map<String, Object> attributes = new HashMap<>(Map.of("price", i));
        if (i % 3 != 0) {
            attributes.put("name", "Shoes number " + i % 40);
            attributes.put("category", "Kind " + i % 4);
        }
        if (i == 77) {
            attributes.put("rare", true);
        }
        return attributes;
    }

    private static String id(int i) {
        return "item " + i;
    }

    /** What is asked, and where. */
    private record Request(String path, Map<String, Object> body) {
        private static Request of(String path, Object... fields) {
            Map<String, Object> body = new HashMap<>();
            for (int i = 0; i < fields.length; i += 2) {
                body.put(String.valueOf(fields[i]), fields[i + 1]);
            }
            return new Request(path, body);
        }

        private Request with(String field, Object value) {
            Map<String, Object> more = new HashMap<>(body);
            more.put(field, value);
            return new Request(path, more);
        }

        private String strategy() {
            return String.valueOf(body.get("strategy"));
        }

        private boolean isForItems() {
            return !startsFrom().isEmpty();
        }

        private Set<Object> startsFrom() {
            Set<Object> items = new HashSet<>();
            Stream.of("context_item_id", "clicked_item_id", "item_ids")
                    .map(body::get)
                    .filter(Objects::nonNull)
                    .forEach(named -> items.addAll(named instanceof List<?> several ? several : List.of(named)));
            return items;
        }
    }

    /** The same of both shapes of answers. */
    private record Answer(List<String> items, List<Double> scores, int total, int pages, boolean hasNext) {}

    private List<Request> requests(List<String> users, List<String> items) {
        return Stream.concat(byStrategy(users, items), byEndpoint(users, items)).toList();
    }

    /** Every strategy with all kinds of starting points. */
    private Stream<Request> byStrategy(List<String> users, List<String> items) {
        return strategies.names().stream().flatMap(strategy -> {
            if (FOR_ALL.contains(strategy)) {
                return Stream.of(Request.of(Shop.RECOMMEND, "strategy", strategy));
            }
            return FOR_ITEMS.contains(strategy)
                    ? items.stream()
                            .map(item -> Request.of(Shop.RECOMMEND, "strategy", strategy, "context_item_id", item))
                    : users.stream().map(user -> Request.of(Shop.RECOMMEND, "strategy", strategy, "user_id", user));
        });
    }

    /** The rankings that only the flat endpoints have, and their ways to the others. */
    private static Stream<Request> byEndpoint(List<String> users, List<String> items) {
        return Stream.concat(
                users.stream()
                        .flatMap(user -> Stream.of(
                                Request.of("/recommend", "user_id", user),
                                Request.of("/recommend", "user_id", user, "placement", "cart"),
                                Request.of("/recommend/price_optimized", "user_id", user))),
                items.stream()
                        .flatMap(item -> Stream.of(
                                Request.of("/recommend/basket", "item_ids", List.of(item)),
                                Request.of("/recommend/session", "clicked_item_id", item, "mode", "semantic"),
                                Request.of("/recommend/session", "clicked_item_id", item, "mode", "behavioral"),
                                Request.of("/recommend/session", "clicked_item_id", item, "mode", "auto"))));
    }

    private Answer ask(Request request) {
        boolean flat = !request.path().equals(Shop.RECOMMEND);
        JsonNode answer = shop.json()
                .readTree(shop.post(request.path(), shop.publishableKey(), request.body())
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseBody());
        JsonNode data = flat ? answer : answer.path("data");
        JsonNode pagination = data.path(flat ? "meta" : "pagination");
        int page = pagination.path("page").asInt();
        int pages = pagination.path("total_pages").asInt();
        return new Answer(
                strings(data.path(flat ? "all_item_ids" : "recommended_items")),
                data.path(flat ? "recommendations" : "results")
                        .valueStream()
                        .map(result -> result.path("score").asDouble())
                        .toList(),
                pagination.path("total_items").asInt(),
                pages,
                flat ? page < pages : pagination.path("has_next").asBoolean());
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void thePagesOfEachMakeOneWholeListOfAllThatMayCome() {
        stock();
        for (Request request : requests(List.of("ada", "nobody"), List.of(id(1), id(3), "unknown"))) {
            readAllPages(request);
        }
    }

    private void readAllPages(Request request) {
        int total = page(request, 1).total();
        int pages = (total + LIMIT - 1) / LIMIT;
        List<String> all = new ArrayList<>();
        for (int page = 1; page <= pages; page++) {
            Answer answer = page(request, page);
            assertThat(answer.items())
                    .as("%s page %d", request, page)
                    .hasSize(page < pages ? LIMIT : total - all.size());
            assertThat(answer.scores())
                    .as("%s page %d", request, page)
                    .isSortedAccordingTo((a, b) -> Double.compare(b, a));
            assertThat(answer.total()).isEqualTo(total);
            assertThat(answer.pages()).isEqualTo(pages);
            assertThat(answer.hasNext()).isEqualTo(page < pages);
            all.addAll(answer.items());
        }
        assertThat(all).as(request.toString()).doesNotHaveDuplicates();
        Set<String> missing =
                IntStream.range(0, ITEMS).mapToObj(EveryStrategyIT::id).collect(Collectors.toSet());
        all.forEach(missing::remove);
        assertThat(missing).as("what %s never shows", request).isEqualTo(excluded(request));
        assertThat(page(request, pages + 1).items()).isEmpty();
        assertThat(page(request, Integer.MAX_VALUE).items()).isEmpty();
    }

    /** The items that the request starts from; what ada bought; what she left behind, where alternatives are asked for. */
    private static Set<Object> excluded(Request request) {
        if (request.isForItems()) {
            return request.startsFrom().equals(Set.of("unknown")) ? Set.of() : request.startsFrom();
        }
        if (!"ada".equals(request.body().get("user_id"))) {
            return Set.of();
        }
        return request.strategy().equals("abandonment-recovery") ? Set.of(id(1), id(2), id(4)) : Set.of(id(2));
    }

    private Answer page(Request request, int page) {
        return ask(request.with("limit", LIMIT).with("page", page));
    }

    @Test
    void eachServesItselfWhereItHasTheSignalAndSaysWhoElseWhereNot() {
        stock();
        byStrategy(List.of("ada"), List.of(id(1))).forEach(request -> {
            // Ada bought something in her only visit, so there is nothing to take up again.
            String strategy = request.strategy();
            String expected = strategy.equals("session-resumption") ? "trending" : strategy;
            assertThat(shop.recommend(request.body()).path("served_by").asString())
                    .as(request.toString())
                    .isEqualTo(expected);
        });
        byStrategy(List.of("nobody"), List.of("unknown")).forEach(request -> {
            String expected = switch (request.strategy()) {
                case "trending", "popular", "fresh-content-boost" -> request.strategy();
                case "frequently-bought-together", "frequently-consumed-together" -> "popular";
                default -> "trending";
            };
            assertThat(shop.recommend(request.body()).path("served_by").asString())
                    .as(request.toString())
                    .isEqualTo(expected);
        });
    }

    @Test
    void eachObeysFiltersAndFillsThePageFromWhatIsRare() {
        stock();
        for (Request request : requests(List.of("ada", "nobody"), List.of(id(1), id(3), "unknown"))) {
            assertThat(ask(request.with("filters", Map.of("rare", true))).items())
                    .as(request.toString())
                    .containsExactly(id(77));
            assertThat(ask(request.with("limit", 20).with("filters", Map.of("price", Map.of("gte", 10, "lt", 20))))
                            .items())
                    .as(request.toString())
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(10, 20)
                            .mapToObj(EveryStrategyIT::id)
                            .toList());
            assertEmpty(request.with("filters", Map.of("rare", "never")));
        }
    }

    @Test
    void anEmptyShopAnswersEmptyPages() {
        requests(List.of("nobody"), List.of("unknown")).forEach(this::assertEmpty);
    }

    @Test
    void aShopWithOneItemShowsItAndNotBesideItself() {
        shop.upsertItems(List.of(item("only", Map.of("name", "Only shoes"))));
        shop.awaitItems(1);

        requests(List.of(), List.of("only")).stream()
                .filter(Request::isForItems)
                .forEach(this::assertEmpty);
        requests(List.of("nobody"), List.of("unknown"))
                .forEach(request ->
                        assertThat(ask(request).items()).as(request.toString()).containsExactly("only"));
    }

    /** What somebody knows is no discovery, but better than nothing. */
    @Test
    void whoeverKnowsTheWholeShopIsShownItStill() {
        shop.upsertItems(List.of(item("only", Map.of("name", "Only shoes"))));
        shop.awaitItems(1);
        shop.track(List.of(event("ada", "view", "only")));

        requests(List.of("ada"), List.of()).stream()
                .filter(request -> !request.strategy().equals("abandonment-recovery"))
                .forEach(request ->
                        assertThat(ask(request).items()).as(request.toString()).containsExactly("only"));
    }

    @Test
    void aShopWithNothingActiveIsEmpty() {
        shop.upsertItems(List.of(item("a", Map.of("name", "Shoes")), item("b", Map.of("name", "Boots"))));
        shop.awaitItems(2);
        shop.track(List.of(event("ada", "view", "a")));
        shop.upsertItems(
                List.of(Map.of("item_id", "a", "status", "inactive"), Map.of("item_id", "b", "status", "deleted")));
        shop.awaitItems(0);

        requests(List.of("ada", "nobody"), List.of("a", "unknown")).forEach(this::assertEmpty);
    }

    private void assertEmpty(Request request) {
        assertThat(ask(request)).as(request.toString()).isEqualTo(new Answer(List.of(), List.of(), 0, 0, false));
    }
}
