package com.lehnz.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.ItemHit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiversityTest {
    private static final ItemHit BEST = hit("best", 1, 1, 0);
    private static final ItemHit COPY = hit("copy", 0.99, 1, 0);
    private static final ItemHit OTHER = hit("other", 0.8, 0, 1);

    @Test
    void whatIsDifferentComesBeforeACopyOfTheBest() {
        assertThat(ids(new Diversity(0.7, 10).rearrange(List.of(BEST, COPY, OTHER), 10)))
                .containsExactly("best", "other", "copy");
    }

    @Test
    void withoutAWishForItTheOrderStays() {
        assertThat(ids(new Diversity(1, 10).rearrange(List.of(BEST, COPY, OTHER), 10)))
                .containsExactly("best", "copy", "other");
    }

    @Test
    void scoresFallAndNobodyIsLost() {
        Random random = new Random(3);
        List<ItemHit> hits = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            hits.add(new ItemHit("item " + i, 5 - i * 0.05, null, Set.of(), Directions.random(random, 8)));
        }

        Diversity diversity = new Diversity(0.5, 100);
        List<ItemHit> rearranged = diversity.rearrange(hits, hits.size());

        assertThat(ids(rearranged)).containsExactlyInAnyOrderElementsOf(ids(hits));
        assertThat(diversity.rearrange(hits, 20)).isEqualTo(rearranged.subList(0, 20));
        assertThat(rearranged).extracting(ItemHit::score).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(rearranged).allMatch(hit -> hit.score() >= 0);
    }

    @Test
    void whatScoresNothingIsDiversifiedToo() {
        List<ItemHit> rearranged =
                new Diversity(0.5, 10).rearrange(List.of(hit("a", 0, 1, 0), hit("b", 0, 1, 0), hit("c", 0, 0, 1)), 10);

        assertThat(ids(rearranged)).containsExactly("a", "c", "b");
        assertThat(rearranged).extracting(ItemHit::score).allMatch(score -> score >= 0);
    }

    @Test
    void itemsWithoutAVectorAreLikeNothing() {
        List<ItemHit> hits = List.of(hit("a", 1), hit("b", 0.9), hit("c", 0.8));

        assertThat(ids(new Diversity(0.5, 10).rearrange(hits, 10))).containsExactly("a", "b", "c");
        assertThat(new Diversity(0.5, 10).rearrange(List.of(), 10)).isEmpty();
    }

    private static List<String> ids(List<ItemHit> hits) {
        return hits.stream().map(ItemHit::itemId).toList();
    }

    private static ItemHit hit(String id, double score, float @Nullable ... vector) {
        return new ItemHit(id, score, null, Set.of(), vector == null || vector.length == 0 ? null : vector);
    }
}
