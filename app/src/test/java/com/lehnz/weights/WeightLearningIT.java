package com.lehnz.weights;

import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.Activity;
import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.Index;
import com.lehnz.engine.ItemFeatures;
import com.lehnz.engine.Write;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** From events to the weights on items. */
@LehnzTest
class WeightLearningIT {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @Autowired
    private WeightLearning learning;

    @Autowired
    private CategoryPairs pairs;

    @Autowired
    private Activity activity;

    @Autowired
    private BulkWriter writer;

    @Autowired
    private Shops shops;

    @Test
    void whatIsBoughtTogetherAndLikedByTheSamePeopleFindsEachOther() {
        Shop shop = shops.open();
        openTwoTastes(shop);

        learning.rebuild(shop.org(), Progress.SILENT).block();

        assertThat(partners(shop, "beans.1", ItemFeatures.BOUGHT_WITH))
                .containsOnlyKeys(ItemFeatures.name("filter.1"), ItemFeatures.name("grinder"))
                .allSatisfy((name, weight) -> assertThat(weight).isPositive());
        assertThat(partners(shop, "beans.1", ItemFeatures.CONSUMED_WITH))
                .containsOnlyKeys(ItemFeatures.name("filter.1"), ItemFeatures.name("grinder"));
        assertThat(partners(shop, "boots", ItemFeatures.BOUGHT_WITH)).containsOnlyKeys("laces", "socks");
        assertThat(partners(shop, "hat", ItemFeatures.BOUGHT_WITH))
                .as("bought alone")
                .isEmpty();
        assertThat(shop.storedItem("beans.1").path("name").asString())
                .as("other writers' fields stay")
                .isEqualTo("Beans");
    }

    @Test
    void whatIsDescribedAlikeSpeaksForAnItemThoughNobodyTookBoth() {
        Shop shop = shops.open();
        shop.upsertItems(List.of(
                item("red", Map.of("name", "Red ceramic teapot with lid")),
                item("blue", Map.of("name", "Blue ceramic teapot with lid")),
                item("saw", Map.of("name", "Circular saw blade"))));
        shop.track(List.of(purchase("ada", "s", "red"), purchase("eve", "s", "blue"), purchase("bob", "s", "saw")));

        learning.rebuild(shop.org(), Progress.SILENT).block();

        assertThat(partners(shop, "red", ItemFeatures.LIKED_WITH)).containsOnlyKeys("blue");
        assertThat(partners(shop, "red", ItemFeatures.CONSUMED_WITH)).isEmpty();
    }

    @Test
    void categoriesThatShareBasketsArePaired() {
        Shop shop = shops.open();
        openTwoTastes(shop);

        learning.rebuild(shop.org(), Progress.SILENT).block();

        assertThat(pairs.of(shop.org(), "COFFEE").block()).containsOnlyKeys("tools");
        assertThat(pairs.of(shop.org(), "Footwear").block()).containsOnlyKeys("accessories");
        assertThat(pairs.of(shop.org(), "hats").block()).isEmpty();
    }

    @Test
    void theCategoriesThatGoBestComeFirst() {
        Shop shop = shops.open();
        Map<String, Object> written = new HashMap<>();
        for (int i = 1; i <= 20; i++) {
            written.put("category " + i, 0.05 * i);
        }
        writer.write(List.of(new Write.Script(
                        shop.org(),
                        Index.CATEGORY_PAIRS,
                        "giyim",
                        "ctx._source.pairs = params.pairs",
                        Map.of("pairs", written))))
                .block();

        Map<String, Double> read =
                Objects.requireNonNull(pairs.of(shop.org(), "GİYİM").block());

        assertThat(List.copyOf(read.values())).hasSize(20).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void categoriesThatShareBasketsNoMoreArePairedNoMore() {
        Shop shop = shops.open();
        openTwoTastes(shop);
        learning.rebuild(shop.org(), Progress.SILENT).block();
        assertThat(shop.stored(Index.CATEGORY_PAIRS, "footwear").path("pairs")).hasSize(1);

        shop.upsertItems(
                List.of(item("laces", Map.of("category", "Footwear")), item("socks", Map.of("category", "Footwear"))));
        learning.rebuild(shop.org(), Progress.SILENT).block();

        assertThat(shop.stored(Index.CATEGORY_PAIRS, "footwear").path("pairs")).isEmpty();
        assertThat(shop.stored(Index.CATEGORY_PAIRS, "coffee").path("pairs")).hasSize(1);
    }

    @Test
    void whatOneDidBeforeAndAfterSigningInIsOneHistory() {
        Shop shop = shops.open();
        shop.upsertItems(List.of(item("tea", Map.of("name", "Tea")), item("pot", Map.of("name", "Pot"))));
        shop.track(List.of(
                Map.of("user_id", "anonymous", "event_name", "view", "item_id", "tea"),
                Map.of("user_id", "ada", "event_name", "view", "item_id", "pot")));
        learning.rebuild(shop.org(), Progress.SILENT).block();
        assertThat(partners(shop, "tea", ItemFeatures.CONSUMED_WITH)).isEmpty();

        shop.track(List.of(Map.of("user_id", "ada", "event_name", "identify", "previous_user_id", "anonymous")));

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            learning.rebuild(shop.org(), Progress.SILENT).block();
            assertThat(partners(shop, "tea", ItemFeatures.CONSUMED_WITH)).containsOnlyKeys("pot");
        });
    }

    @Test
    void onlyItemsWithNewEvidenceAreLearnedAgain() {
        Shop shop = shops.open();
        openTwoTastes(shop);
        learning.rebuild(shop.org(), Progress.SILENT).block();
        RawEvents.storedAt(shop.org(), LONG_AGO);
        spoil(shop, "beans.1");
        spoil(shop, "boots");

        shop.track(List.of(purchase("newcomer", "s", "beans.1"), purchase("newcomer", "s", "socks")));
        catchUp(shop);

        assertThat(partners(shop, "beans.1", ItemFeatures.BOUGHT_WITH))
                .containsOnlyKeys(ItemFeatures.name("filter.1"), ItemFeatures.name("grinder"), "socks");
        assertThat(partners(shop, "boots", ItemFeatures.BOUGHT_WITH)).containsOnlyKeys("nonsense");
    }

    @Test
    void anItemThatNoLongerHasPartnersLosesThem() {
        Shop shop = shops.open();
        openTwoTastes(shop);
        spoil(shop, "hat");

        learning.rebuild(shop.org(), Progress.SILENT).block();

        assertThat(shop.storedItem("hat").has(ItemFeatures.BOUGHT_WITH)).isFalse();
    }

    @Test
    void itemsThatAreNotThereAreNotMade() {
        Shop shop = shops.open();
        openTwoTastes(shop);
        writer.write(List.of(PartnerFields.write(
                        shop.org(),
                        "nobody",
                        Map.of(ItemFeatures.CONSUMED_WITH, new Partners(new int[] {0}, new double[] {1})),
                        List.of("x"))))
                .block();

        assertThat(shop.storedItem("nobody").isMissingNode()).isTrue();
    }

    @Test
    void nothingOfOneShopReachesAnother() {
        Shop shop = shops.open();
        Shop other = shops.open();
        openTwoTastes(shop);
        other.upsertItems(List.of(
                item("beans.1", Map.of("name", "Beans", "category", "Coffee")),
                item("filter.1", Map.of("name", "Filter", "category", "Tools")),
                item("boots", Map.of("name", "Boots", "category", "Footwear"))));
        other.track(List.of(purchase("coffee 1", "s", "beans.1"), purchase("coffee 1", "s", "boots")));

        learning.rebuild(shop.org(), Progress.SILENT).block();
        assertThat(other.storedItem("beans.1").has(ItemFeatures.BOUGHT_WITH)).isFalse();
        learning.rebuild(other.org(), Progress.SILENT).block();

        assertThat(partners(other, "beans.1", ItemFeatures.BOUGHT_WITH)).containsOnlyKeys("boots");
        assertThat(partners(shop, "beans.1", ItemFeatures.BOUGHT_WITH)).doesNotContainKey("boots");
        assertThat(pairs.of(other.org(), "coffee").block()).containsOnlyKeys("footwear");
        assertThat(pairs.of(shop.org(), "coffee").block()).containsOnlyKeys("tools");
    }

    /** Six who buy coffee things and six who buy footwear, three items each in one session; and somebody with a hat. */
    private static void openTwoTastes(Shop shop) {
        shop.upsertItems(List.of(
                item("beans.1", Map.of("name", "Beans", "category", "Coffee")),
                item("filter.1", Map.of("name", "Filter", "category", "Tools")),
                item("grinder", Map.of("name", "Grinder", "category", "Tools")),
                item("boots", Map.of("name", "Boots", "category", "Footwear")),
                item("laces", Map.of("name", "Laces", "category", "Accessories")),
                item("socks", Map.of("name", "Socks", "category", "Accessories")),
                item("hat", Map.of("name", "Hat", "category", "Hats"))));
        List<Map<String, Object>> events = new ArrayList<>();
        for (int user = 0; user < 6; user++) {
            for (String bought : List.of("beans.1", "filter.1", "grinder")) {
                events.add(purchase("coffee " + user, "s", bought));
            }
            for (String bought : List.of("boots", "laces", "socks")) {
                events.add(purchase("feet " + user, "s", bought));
            }
        }
        events.add(purchase("head", "s", "hat"));
        shop.track(events);
    }

    private static Map<String, Object> purchase(String user, String session, String item) {
        return Map.of("user_id", user, "event_name", "purchase", "item_id", item, "session_id", session);
    }

    /** Something that no learning would write. */
    private void spoil(Shop shop, String item) {
        writer.write(List.of(new Write.Script(
                        shop.org(),
                        Index.ITEMS,
                        item,
                        "ctx._source.bought_with = params.with",
                        Map.of("with", Map.of("nonsense", 1.0)))))
                .block();
    }

    /** As the job does it, as soon as the new events are visible and the last learning is long enough ago. */
    private void catchUp(Shop shop) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            Instant newest = Objects.requireNonNull(activity.newest(Index.EVENTS, "stored_at", Instant.EPOCH, 10_000)
                            .block())
                    .getOrDefault(shop.org(), LONG_AGO);
            return newest.isAfter(LONG_AGO)
                    && learning.catchUp(shop.org(), newest).blockOptional().isPresent();
        });
    }

    private static Map<String, Double> partners(Shop shop, String item, String field) {
        JsonNode partners = shop.storedItem(item).path(field);
        Map<String, Double> weights = new HashMap<>();
        partners.properties()
                .forEach(entry -> weights.put(entry.getKey(), entry.getValue().asDouble()));
        return weights;
    }
}
