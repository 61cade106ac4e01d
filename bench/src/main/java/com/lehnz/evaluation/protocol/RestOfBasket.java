package com.lehnz.evaluation.protocol;

import com.lehnz.evaluation.log.Split;
import com.lehnz.evaluation.protocol.Experiment.Round;
import com.lehnz.evaluation.ranking.Case;
import com.lehnz.evaluation.ranking.Ease;
import com.lehnz.evaluation.ranking.ItemKnn;
import com.lehnz.evaluation.ranking.Popularity;
import com.lehnz.evaluation.ranking.Rows;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * What else is in the basket? One item of each basket of the test part that has 2 to 40 asks for the others. It is drawn
 * at random, the same one every time.
 */
final class RestOfBasket {
    private static final int K = 10;
    private static final int SMALLEST = 2;
    private static final int LARGEST = 40;

    private RestOfBasket() {}

    static Experiment of(Split.Parts parts) {
        Catalog catalog = new Catalog(parts.training());
        SplittableRandom random = new SplittableRandom(1);
        List<Case> cases = Groups.bySession(catalog, parts.test()).values().stream()
                .map(basket -> new TreeSet<>(
                        Arrays.stream(Groups.numbers(catalog, basket)).boxed().toList()))
                .filter(items -> items.size() >= SMALLEST && items.size() <= LARGEST)
                .map(items -> question(items, random.nextInt(items.size())))
                .toList();
        Rows baskets = Groups.sessionRows(catalog, parts.training());
        return new Experiment(
                catalog,
                K,
                baskets,
                List.of(new Round(List.of(), cases)),
                List.of(
                        () -> Popularity.of(baskets),
                        () -> Popularity.recent(
                                catalog.size(), Groups.taken(catalog, parts.training()), Duration.ofDays(14)),
                        () -> ItemKnn.of("item-kNN (cosine)", baskets, 0.5, 0.5, 0, catalog.size()),
                        () -> ItemKnn.of("item-kNN (shrunk cosine, 100)", baskets, 0.5, 0.3, 5, 100),
                        () -> Ease.of(baskets, 300)),
                List.of("frequently-bought-together", "frequently-consumed-together", "similar", "/recommend/basket"));
    }

    private static Case question(Set<Integer> items, int drawn) {
        int item = items.stream().skip(drawn).findFirst().orElseThrow();
        Set<Integer> others = new LinkedHashSet<>(items);
        others.remove(item);
        return new Case(null, item, new int[] {item}, Set.of(item), others);
    }
}
