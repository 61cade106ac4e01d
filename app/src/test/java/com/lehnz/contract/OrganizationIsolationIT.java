package com.lehnz.contract;

import static com.lehnz.testing.Shop.event;
import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.Index;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two shops with the same ids live side by side and know nothing of each other. */
@LehnzTest
class OrganizationIsolationIT {
    private static final List<Map<String, Object>> EVERY_STRATEGY = List.of(
            Map.of("strategy", "personalized", "user_id", "ada"),
            Map.of("strategy", "similar", "context_item_id", "1"),
            Map.of("strategy", "trending"),
            Map.of("strategy", "popular"));

    @Autowired
    private Shops shops;

    private Shop books;
    private Shop shoes;

    @BeforeEach
    void openShops() {
        books = shops.open();
        shoes = shops.open();
    }

    @Test
    void neitherSeesTheOthersItems() {
        books.upsertItems(List.of(
                item("1", Map.of("name", "A novel")),
                item("2", Map.of("name", "A comic")),
                item("only books", Map.of())));
        shoes.upsertItems(List.of(
                item("1", Map.of("name", "Boots")),
                item("2", Map.of("name", "Sandals")),
                item("only shoes", Map.of())));
        books.awaitItems(3);
        shoes.awaitItems(3);
        books.track(List.of(event("ada", "view", "only books"), event("ada", "view", "1")));

        for (Map<String, Object> request : EVERY_STRATEGY) {
            assertThat(shoes.recommendedItems(request)).doesNotContain("only books");
            assertThat(books.recommendedItems(request)).doesNotContain("only shoes");
        }
        assertThat(books.storedItem("1").path("name").asString()).isEqualTo("A novel");
        assertThat(shoes.storedItem("1").path("name").asString()).isEqualTo("Boots");

        shoes.upsertItems(List.of(Map.of("item_id", "1", "status", "deleted")));
        assertThat(books.storedItem("1").path("status").asString()).isEqualTo("active");
    }

    @Test
    void neitherLearnsFromTheOthersUsers() {
        books.upsertItems(List.of(item("1", Map.of("name", "A novel"))));
        shoes.upsertItems(List.of(item("1", Map.of("name", "Boots"))));
        books.upsertUsers(List.of(Map.of("user_id", "ada", "attributes", Map.of("email", "ada@example.com"))));
        books.track(List.of(event("ada", "purchase", "1")));

        assertThat(books.stored(Index.USERS, "ada").path("profile").path("purchased"))
                .hasSize(1);
        assertThat(shoes.stored(Index.USERS, "ada").isMissingNode()).isTrue();
        assertThat(shoes.storedItem("1").has("popular_at")).isFalse();
        assertThat(books.storedItem("1").has("popular_at")).isTrue();

        shoes.upsertUsers(List.of(Map.of("user_id", "ada", "status", "deleted")));
        assertThat(books.stored(Index.USERS, "ada")
                        .path("attributes")
                        .path("email")
                        .asString())
                .isEqualTo("ada@example.com");
    }

    @Test
    void anEventIdOfOneDoesNotSwallowTheOthers() {
        Map<String, Object> purchase =
                Map.of("user_id", "ada", "event_name", "purchase", "item_id", "1", "event_id", "order-1");
        for (Shop shop : List.of(books, shoes)) {
            shop.track(List.of(purchase, purchase));
            shop.track(List.of(purchase));
            assertThat(shop.stored(Index.USERS, "ada").path("profile").path("recent"))
                    .hasSize(1);
            assertThat(shop.stored(Index.events(Instant.now()), "order-1")
                            .path("org_id")
                            .asString())
                    .isEqualTo(shop.org().value());
        }
    }
}
