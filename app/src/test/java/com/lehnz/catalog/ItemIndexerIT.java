package com.lehnz.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lehnz.engine.ItemsGenerations;
import com.lehnz.engine.OrgId;
import com.lehnz.indextemplates.ItemsGeneration;
import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Received;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shops;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

/** Whoever waits for an item hears of it. */
@LehnzTest
class ItemIndexerIT {
    @Autowired
    private Shops shops;

    @Autowired
    private ItemsGenerations generations;

    @Autowired
    private ItemsGeneration ours;

    @Autowired
    private ItemMerge merge;

    @Test
    void anItemThatIsStoredIsToldOfAgainWhereTellingFailed() {
        OrgId org = shops.open().org();
        Listener listener = new Listener();
        ItemIndexer indexer = new ItemIndexer(generations, ours, merge, listener);
        List<Received<ItemUpsert>> first = List.of(upsert("boots", 1), upsert("boots", 2), upsert("beans", 3));

        assertThatThrownBy(() -> indexer.handle(org, first).block()).hasMessageContaining("not now");
        indexer.handle(org, first).block();
        assertThat(listener.told).containsExactlyInAnyOrder("boots", "beans");

        indexer.handle(org, List.of(upsert("boots", 4), upsert("tea", 5))).block();
        assertThat(listener.told).containsExactlyInAnyOrder("boots", "beans", "tea");
    }

    private static Received<ItemUpsert> upsert(String itemId, long offset) {
        return new Received<>(
                new ItemUpsert(itemId, null, null, Map.of("name", itemId, "price", offset)),
                new Position("log/0", offset),
                Instant.now());
    }

    /** Fails the first time. */
    private static final class Listener implements NewItems {
        private final List<String> told = new ArrayList<>();
        private boolean ready;

        @Override
        public Mono<Void> arrived(OrgId org, Collection<String> itemIds) {
            if (!ready) {
                ready = true;
                return Mono.error(new IllegalStateException("not now"));
            }
            told.addAll(itemIds);
            return Mono.empty();
        }

        @Override
        public Mono<Void> arrived(OrgId org) {
            return Mono.error(new IllegalStateException("no catalog was loaded"));
        }
    }
}
