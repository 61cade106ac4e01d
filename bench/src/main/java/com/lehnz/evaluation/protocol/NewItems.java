package com.lehnz.evaluation.protocol;

import com.lehnz.evaluation.log.Split;
import com.lehnz.evaluation.protocol.Experiment.Round;
import com.lehnz.evaluation.ranking.Case;
import com.lehnz.evaluation.ranking.Ease;
import com.lehnz.evaluation.ranking.ItemKnn;
import com.lehnz.evaluation.ranking.Popularity;
import com.lehnz.evaluation.ranking.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which items that they never had do people take next? Asked for everybody with a history and at least one new item in
 * the test part; their own items are excluded, all others are ranked.
 */
final class NewItems {
    private static final int K = 20;

    private NewItems() {}

    static Experiment of(Split.Parts parts) {
        Catalog catalog = new Catalog(parts.training());
        Map<String, Set<Integer>> own = Groups.byUser(catalog, parts.training());
        Map<String, Set<Integer>> later = Groups.byUser(catalog, parts.test());
        List<Case> cases = new ArrayList<>();
        own.forEach((user, items) -> {
            Set<Integer> wanted = new LinkedHashSet<>(later.getOrDefault(user, Set.of()));
            wanted.removeAll(items);
            if (!wanted.isEmpty()) {
                cases.add(new Case(user, null, Groups.array(items), items, wanted));
            }
        });
        Rows rows = new Rows(
                catalog.size(), own.values().stream().map(Groups::array).toList());
        return new Experiment(
                catalog,
                K,
                rows,
                List.of(new Round(List.of(), cases)),
                List.of(
                        () -> Popularity.of(rows),
                        () -> Popularity.recent(
                                catalog.size(), Groups.taken(catalog, parts.training()), Duration.ofDays(14)),
                        () -> ItemKnn.of("item-kNN (shrunk cosine, 100)", rows, 0.5, 0.4, 20, 100),
                        () -> Ease.of(rows, 300)),
                List.of("personalized", "trending", "popular"));
    }
}
