package com.lehnz.recommend;

import static com.lehnz.testing.Shop.event;
import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The start page of a busy shop, which shows the same to everybody. */
@LehnzTest
class HotListsIT {
    private static final int VISITORS = 200;
    private static final int AT_ONCE = 20;

    @Autowired
    private Shops shops;

    private Shop shop;
    private Stored stored;

    @BeforeEach
    void openShop() {
        shop = shops.open();
        stored = new Stored(TestEngines.shared(), shop.org());
        shop.upsertItems(List.of(
                item("cup", Map.of("name", "Cup", "category", "Coffee")),
                item("pot", Map.of("name", "Pot", "category", "Coffee")),
                item("lamp", Map.of("name", "Lamp", "category", "Home"))));
        shop.track(List.of(event("ada", "purchase", "cup"), event("ben", "click", "lamp")));
        // Chance, which fills in until the events are counted, may show the same.
        shop.awaitRecommendation(
                Map.of("strategy", "popular", "limit", 2),
                data -> assertThat(data.path("results")
                                .valueStream()
                                .map(each -> each.path("reason").asString()))
                        .containsExactly("Popular with all shoppers", "Popular with all shoppers"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"popular", "trending"})
    void takesOneSearchASecondHoweverManyLookAtIt(String strategy) {
        long before = stored.searches();
        long start = System.nanoTime();

        List<List<String>> seen = Flux.range(0, VISITORS)
                .flatMap(
                        i -> Mono.fromCallable(() -> shop.recommendedItems(
                                        Map.of("strategy", strategy, "user_id", "visitor-" + i, "limit", 2)))
                                .subscribeOn(Schedulers.boundedElastic()),
                        AT_ONCE)
                .collectList()
                .block();

        long seconds = 1 + Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertThat(seen).hasSize(VISITORS).containsOnly(List.of("cup", "lamp"));
        // One for the list and one for how many there are.
        assertThat(stored.searches() - before).isLessThanOrEqualTo(2 * seconds);
    }

    @Test
    void followsWhatTheShopSells() {
        shop.upsertItems(List.of(Map.of("item_id", "cup", "status", "inactive")));

        shop.awaitRecommendation(
                Map.of("strategy", "popular", "limit", 1),
                data -> assertThat(Shop.itemsOf(data)).containsExactly("lamp"));
    }

    @Test
    void isAnotherForOtherFiltersPagesAndShops() {
        Map<String, Object> one = Map.of("strategy", "popular", "limit", 1);
        Shop other = shops.open();
        other.upsertItems(List.of(item("spade", Map.of("name", "Spade", "category", "Garden"))));
        other.awaitRecommendation(one, data -> assertThat(Shop.itemsOf(data)).containsExactly("spade"));

        for (int i = 0; i < 3; i++) {
            assertThat(shop.recommendedItems(one)).containsExactly("cup");
            assertThat(other.recommendedItems(one)).containsExactly("spade");
            assertThat(shop.recommendedItems(Map.of("strategy", "popular", "limit", 1, "page", 2)))
                    .containsExactly("lamp");
            assertThat(shop.recommendedItems(
                            Map.of("strategy", "popular", "limit", 1, "filters", Map.of("category", "Home"))))
                    .containsExactly("lamp");
        }
    }
}
