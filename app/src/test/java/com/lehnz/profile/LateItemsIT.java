package com.lehnz.profile;

import static com.lehnz.testing.Shop.event;
import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A shop's history may be loaded before its catalog, of however many users. */
@LehnzTest
class LateItemsIT {
    private static final int USERS = 1_300;

    @Autowired
    private Shops shops;

    @Test
    void everybodyWhoWaitsForAnItemTakesItInWhenItArrives() {
        Shop shop = shops.open();
        for (int from = 0; from < USERS; from += USERS / 2) {
            shop.track(IntStream.range(from, from + USERS / 2)
                    .mapToObj(i -> event("user " + i, "click", "boots"))
                    .toList());
        }
        Stored stored = new Stored(TestEngines.shared(), shop.org());
        assertThat(stored.users()).hasSize(USERS);

        shop.upsertItems(List.of(item("boots", Map.of("name", "Leather boots", "category", "Shoes"))));

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(stored.users().values())
                        .allSatisfy(user -> assertThat(user.at("/profile/taste/categories/Shoes")
                                        .asDouble())
                                .isEqualTo(1)));
    }
}
