package com.lehnz.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoShopTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:15:30.5Z");
    private static final DemoShop SHOP = DemoShop.generate(DemoShop.SEED, NOW);
    private static final Map<String, DemoItem> ITEMS =
            SHOP.items().stream().collect(Collectors.toMap(DemoItem::itemId, Function.identity()));

    @Test
    void theSameSeedGivesTheSameShop() {
        assertThat(DemoShop.generate(DemoShop.SEED, NOW)).isEqualTo(SHOP);
        assertThat(DemoShop.generate(DemoShop.SEED + 1, NOW).items()).isNotEqualTo(SHOP.items());
    }

    @Test
    void anotherTimeShiftsTheHistoryAndChangesNothingElse() {
        DemoShop later = DemoShop.generate(DemoShop.SEED, NOW.plus(Duration.ofDays(1)));

        assertThat(later.items()).isEqualTo(SHOP.items());
        assertThat(later.events()).extracting(DemoEvent::eventId).isEqualTo(ids(SHOP));
        assertThat(later.events().getFirst().timestamp())
                .isEqualTo(SHOP.events().getFirst().timestamp().plus(Duration.ofDays(1)));
    }

    @Test
    void hasTheSizeOfARealSmallShop() {
        assertThat(SHOP.items()).hasSizeBetween(900, 1100);
        assertThat(SHOP.users()).hasSize(300);
        assertThat(SHOP.events()).hasSizeBetween(15_000, 25_000);
        assertThat(ids(SHOP)).doesNotHaveDuplicates();
    }

    @Test
    void everyItemHasItsOwnNameAndAPlausibleRecord() {
        assertThat(SHOP.items()).extracting(item -> attribute(item, "name")).doesNotHaveDuplicates();
        assertThat(SHOP.items()).extracting(DemoItem::itemId).doesNotHaveDuplicates();
        assertThat(SHOP.items()).allSatisfy(item -> {
            assertThat((Double) attribute(item, "price")).isBetween(1.0, 1500.0);
            assertThat((String) attribute(item, "description"))
                    .hasSizeGreaterThan(30)
                    .doesNotContain("{", "}");
        });
    }

    @Test
    void noTwoDescriptionsOfASubcategoryAreTheSame() {
        assertThat(SHOP.items())
                .extracting(item -> attribute(item, "subcategory") + ": " + attribute(item, "description"))
                .doesNotHaveDuplicates();
    }

    @Test
    void allCategoriesArePresent() {
        Set<Object> categories = new TreeSet<>();
        SHOP.items().forEach(item -> categories.add(attribute(item, "category")));

        assertThat(categories)
                .containsExactly(
                        "Beauty",
                        "Clothing",
                        "Coffee & Tea",
                        "Electronics",
                        "Fitness",
                        "Footwear",
                        "Furniture",
                        "Home",
                        "Kitchen",
                        "Outdoor",
                        "Pets",
                        "Toys & Games");
    }

    @Test
    void subcategoriesGoWithSubcategoriesThatExist() {
        Catalog catalog = new CatalogGenerator(1).generate(Vocabulary.read());

        assertThat(catalog.shelves()).allSatisfy(shelf -> {
            assertThat(shelf.goesWith()).isNotEmpty().doesNotContain(shelf.name());
            shelf.goesWith().forEach(catalog::shelf);
        });
    }

    @Test
    void eventsNameItemsAndUsersThatExistAndHappenedInTheLastMonth() {
        Set<String> users = SHOP.users().stream().map(DemoUser::userId).collect(Collectors.toSet());

        assertThat(SHOP.events()).allSatisfy(event -> {
            assertThat(event.timestamp()).isBetween(NOW.minus(Behavior.HISTORY).minusSeconds(120), NOW);
            assertThat(event.itemId())
                    .satisfiesAnyOf(
                            id -> assertThat(id).isNull(),
                            id -> assertThat(ITEMS).containsKey(id));
            assertThat(users.contains(event.userId()) || event.userId().startsWith("anon_"))
                    .as(event.userId())
                    .isTrue();
        });
        assertThat(SHOP.events()).isSortedAccordingTo((a, b) -> a.timestamp().compareTo(b.timestamp()));
    }

    @Test
    void purchasesFollowTheCart() {
        Set<String> inCart = new HashSet<>();
        int purchases = 0;
        for (DemoEvent event : SHOP.events()) {
            String key = event.sessionId() + event.itemId();
            switch (event.eventName()) {
                case "add_to_cart" -> inCart.add(key);
                case "remove_from_cart" -> assertThat(inCart.remove(key)).isTrue();
                case "purchase" -> {
                    assertThat(inCart).contains(key);
                    purchases++;
                }
                default -> {}
            }
        }
        assertThat(purchases).isGreaterThan(500);
    }

    @Test
    void someVisitorsSignInLater() {
        List<DemoEvent> identifies = events("identify");

        assertThat(identifies).hasSizeGreaterThan(20).allSatisfy(identify -> {
            assertThat(identify.eventFamily()).isEqualTo("system");
            assertThat(SHOP.events().stream().filter(e -> e.userId().equals(identify.previousUserId())))
                    .isNotEmpty()
                    .allMatch(e -> !e.timestamp().isAfter(identify.timestamp()));
        });
    }

    @Test
    void theDemoUserRunsTrailsAndDrinksCoffee() {
        List<DemoEvent> hers = SHOP.events().stream()
                .filter(e -> e.userId().equals(DemoShop.DEMO_USER) && e.itemId() != null)
                .toList();
        long toHerTaste = hers.stream()
                .filter(e -> DemoShop.DEMO_TASTE.favorites().contains(subcategory(e)))
                .count();

        assertThat(hers).hasSizeGreaterThan(60);
        assertThat(toHerTaste).isGreaterThan(hers.size() * 7L / 10);
        assertThat(hers.getLast().timestamp()).isAfter(NOW.minus(Duration.ofMinutes(61)));
        assertThat(hers).anyMatch(e -> DemoShop.DEMO_ITEM.equals(e.itemId()));
        assertThat(item(DemoShop.DEMO_ITEM).attributes())
                .containsEntry("subcategory", "Trail Running Shoes")
                .containsEntry("brand", "Corvane");
    }

    @Test
    void whatGoesTogetherIsBoughtTogether() {
        Map<String, Set<String>> baskets = new HashMap<>();
        for (DemoEvent purchase : events("purchase")) {
            baskets.computeIfAbsent(purchase.sessionId(), id -> new HashSet<>()).add(subcategory(purchase));
        }
        double mats = share(baskets.values(), "Sleeping Mats");
        double matsAmongTents =
                share(baskets.values().stream().filter(b -> b.contains("Tents")).toList(), "Sleeping Mats");

        assertThat(matsAmongTents).isGreaterThan(5 * mats);
    }

    @Test
    void whatIsTrendingIsNotWhatIsPopular() {
        Instant recently = NOW.minus(Behavior.CRAZE);

        assertThat(top(SHOP.events().stream()
                        .filter(e -> e.timestamp().isAfter(recently))
                        .toList()))
                .doesNotContainAnyElementsOf(top(SHOP.events()));
    }

    @Test
    void serializesAsTheApiTakesIt() {
        JsonMapper json = JsonMapper.shared();
        JsonNode item = json.valueToTree(SHOP.items().getFirst());
        JsonNode identify = json.valueToTree(events("identify").getFirst());
        JsonNode view = json.valueToTree(events("view").getFirst());

        assertThat(item.propertyNames()).containsExactly("item_id", "item_type", "status", "attributes");
        assertThat(identify.propertyNames()).contains("event_id", "event_family", "previous_user_id", "timestamp");
        assertThat(identify.path("timestamp").asString()).matches("2026-0[23]-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(view.propertyNames()).doesNotContain("event_family", "previous_user_id");
    }

    private static List<String> ids(DemoShop shop) {
        return shop.events().stream().map(DemoEvent::eventId).toList();
    }

    private static List<DemoEvent> events(String name) {
        return SHOP.events().stream().filter(e -> e.eventName().equals(name)).toList();
    }

    /** The five items with the most events. */
    private static List<String> top(List<DemoEvent> events) {
        Map<String, Long> counts = events.stream()
                .map(DemoEvent::itemId)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(5)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static double share(Collection<Set<String>> baskets, String subcategory) {
        return (double) baskets.stream().filter(b -> b.contains(subcategory)).count() / baskets.size();
    }

    private static String subcategory(DemoEvent event) {
        return (String) attribute(item(Objects.requireNonNull(event.itemId())), "subcategory");
    }

    private static DemoItem item(String id) {
        return Objects.requireNonNull(ITEMS.get(id), id);
    }

    private static Object attribute(DemoItem item, String name) {
        return Objects.requireNonNull(item.attributes().get(name), name);
    }
}
