package com.lehnz.weights;

import com.lehnz.catalog.Items;
import com.lehnz.engine.Documents;
import com.lehnz.engine.ItemHit;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.engine.OrgId;
import com.lehnz.query.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which items are described alike: the nearest by the vectors of their texts. */
@Component
class Resemblance {
    private static final int NEAREST = 50;

    /** In a small shop the nearest need not be near. */
    private static final double LEAST_COSINE = .3;

    private static final int SEARCHES_AT_ONCE = 2;

    private final ItemsGenerations generations;
    private final Items items;
    private final Documents documents;

    Resemblance(ItemsGenerations generations, Items items, Documents documents) {
        this.generations = generations;
        this.items = items;
        this.documents = documents;
    }

    /**
     * @param numbers of all items that may be partners
     * @return partners by item, weighted by their cosine; items without a vector are absent
     */
    Mono<Map<String, Partners>> of(OrgId org, Collection<String> itemIds, Map<String, Integer> numbers) {
        return generations
                .recentlyLive(org)
                .flatMapMany(live -> items.facts(live, itemIds)
                        .flatMapIterable(Map::entrySet)
                        .flatMap(
                                item -> Mono.justOrEmpty(item.getValue().vector())
                                        .flatMap(vector -> documents.searchItems(
                                                live, new Nearest(vector, NEAREST + 1).toSearch(), null))
                                        .map(hits -> Map.entry(item.getKey(), partners(item.getKey(), hits, numbers))),
                                SEARCHES_AT_ONCE))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Partners partners(String itemId, List<ItemHit> hits, Map<String, Integer> numbers) {
        List<ItemHit> others = hits.stream()
                .filter(hit -> !hit.itemId().equals(itemId) && numbers.containsKey(hit.itemId()))
                .filter(hit -> Nearest.cosine(hit) >= LEAST_COSINE)
                .toList();
        int[] items =
                others.stream().map(ItemHit::itemId).mapToInt(numbers::get).toArray();
        double[] cosines = others.stream().mapToDouble(Nearest::cosine).toArray();
        return Partners.strongest(items, items.length, NEAREST, at -> cosines[at]);
    }
}
