package com.lehnz.reindex;

import static com.lehnz.reindex.ReindexedShop.ANEW;
import static com.lehnz.reindex.ReindexedShop.ITEMS;
import static com.lehnz.reindex.ReindexedShop.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lehnz.engine.Generation;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Generations that are not live: kept to go back to, or in the way. */
@LehnzTest
class GenerationsIT {
    @Autowired
    private Shops shops;

    @Autowired
    private Reindexer reindexer;

    @Autowired
    private ItemsGenerations generations;

    private ReindexedShop reindexed;
    private Shop shop;
    private Stored stored;

    @BeforeEach
    void open() {
        reindexed = ReindexedShop.open(shops, reindexer, generations);
        shop = reindexed.shop();
        stored = reindexed.stored();
    }

    @Test
    void goingBackKeepsWhatCameSince() {
        reindexed.reindex();
        shop.upsertItems(List.of(Shop.item(id(7), Map.of("price", 7000)), Shop.item("new", Map.of("name", "New"))));
        shop.track(List.of(Shop.event("bob", "purchase", id(8))));
        Map<String, JsonNode> documents = stored.items();

        reindexed.build(new Order.Back(false), Progress.SILENT);
        reindexed.finish();

        assertThat(reindexed.live().number()).isEqualTo(1);
        assertThat(stored.items()).isEqualTo(documents);
        shop.upsertItems(List.of(Shop.item(id(7), Map.of("price", 7001))));

        reindexed.build(new Order.Back(false), Progress.SILENT);
        reindexed.finish();

        assertThat(reindexed.live().number()).isEqualTo(2);
        assertThat(shop.storedItem(id(7)).path("attributes").path("price").asInt())
                .isEqualTo(7001);
    }

    @Test
    void whatWasReplacedIsKeptThoughAnotherWasMadeLater() {
        reindexed.reindex();
        reindexed.build(new Order.Back(false), Progress.SILENT);
        reindexed.finish();

        reindexed.reindex();
        assertThat(numbers()).containsExactly(1, 3);

        reindexed.build(new Order.Back(false), Progress.SILENT);
        reindexed.finish();
        assertThat(reindexed.live().number()).isEqualTo(1);
    }

    @Test
    void asManyOlderGenerationsAreKeptAsWanted() {
        reindexed.reindex();
        reindexed.reindex();
        assertThat(numbers()).as("one is kept").containsExactly(2, 3);

        reindexed.build(ANEW, Progress.SILENT);
        reindexed.finish(0);

        assertThat(numbers()).as("none is kept").containsExactly(4);
        assertThatThrownBy(() -> reindexed.build(new Order.Back(false), Progress.SILENT))
                .hasMessageContaining("no older generation");
        assertThat(shop.recommendedItems(Map.of("strategy", "similar", "context_item_id", id(5))))
                .isNotEmpty();
    }

    @Test
    void whatIsHalfBuiltGivesWayToWhatIsBegunAnew() {
        assertThatThrownBy(() -> reindexed.build(ANEW, (done, total) -> {
                    throw new IllegalStateException("pulled the plug");
                }))
                .hasMessageContaining("pulled the plug");

        reindexed.reindex();

        assertThat(numbers()).hasSize(2);
        assertThat(stored.items()).hasSize(ITEMS + 1);
    }

    private List<Integer> numbers() {
        return Objects.requireNonNull(
                generations.of(shop.org()).map(Generation::number).collectList().block());
    }
}
