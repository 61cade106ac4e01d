package com.lehnz.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Received;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoredItemTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void theFirstWordOnAnItemFillsInWhatItLeavesOut() {
        StoredItem item = StoredItem.UNKNOWN.apply(upsert(0, null, null, Map.of("name", "Boots")));

        assertThat(item.itemType()).isEqualTo("product");
        assertThat(item.status()).isEqualTo(Status.ACTIVE);
        assertThat(item.createdAt()).isEqualTo(NOW);
        assertThat(item.attributes()).isEqualTo(Map.of("name", "Boots"));
    }

    @Test
    void whatIsLeftOutStays() {
        StoredItem item = StoredItem.UNKNOWN
                .apply(upsert(0, "article", Status.INACTIVE, Map.of("name", "Boots", "price", 80)))
                .withTextHash("hash")
                .apply(upsert(1, null, null, null))
                .apply(upsert(2, null, Status.ACTIVE, Map.of("price", 70)));

        assertThat(item.itemType()).isEqualTo("article");
        assertThat(item.status()).isEqualTo(Status.ACTIVE);
        assertThat(item.attributes()).isEqualTo(Map.of("name", "Boots", "price", 70));
        assertThat(item.textHash()).isEqualTo("hash");
        assertThat(item.createdAt()).isEqualTo(NOW);
    }

    @Test
    void aRecordThatCameBeforeChangesNothing() {
        StoredItem item = StoredItem.UNKNOWN.apply(upsert(5, null, null, Map.of("price", 70)));

        assertThat(item.apply(upsert(5, null, null, Map.of("price", 1)))).isSameAs(item);
        assertThat(item.apply(upsert(4, null, Status.DELETED, null))).isSameAs(item);
        assertThat(item.apply(upsert(6, null, Status.DELETED, null)).status()).isEqualTo(Status.DELETED);
    }

    @Test
    void aDocumentThatOnlyEventsHaveMadeIsAnUnknownItem() {
        assertThat(StoredItem.read(null, null, null, null, null, null)).isSameAs(StoredItem.UNKNOWN);
    }

    private static Received<ItemUpsert> upsert(
            long offset,
            @Nullable String type,
            @Nullable Status status,
            @Nullable Map<String, @Nullable Object> attributes) {
        return new Received<>(
                new ItemUpsert("item", type, status, attributes),
                new Position("log", offset),
                NOW.plusSeconds(offset == 0 ? 0 : 1));
    }
}
