package com.lehnz.weights;

import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.Condition;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Scan;
import com.lehnz.engine.Scans;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Rejections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which categories go together in baskets: the weights of items, one level up. */
@Component
class CategoryPairLearner {
    private static final ShrunkCosine TOGETHER = new ShrunkCosine(.5, .3, 3);
    private static final int MOST_PAIRS = 20;
    private static final int NO_CATEGORY = -1;
    private static final int WRITTEN_AT_ONCE = 500;
    /** A category that has lost all its partners has none from then on; of one that never had any nothing is said. */
    private static final String SET = """
            if (params.set.pairs.equals(ctx._source.pairs) || ctx.op == 'create' && params.set.pairs.isEmpty()) {
              ctx.op = 'none';
            } else {
              ctx._source.putAll(params.set);
            }
            """;

    private static final Scan CATEGORIES =
            new Scan(new Condition.Exists("category"), List.of("item_id", "category"), List.of(), null);

    private final Scans scans;
    private final BulkWriter writer;

    CategoryPairLearner(Scans scans, BulkWriter writer) {
        this.scans = scans;
        this.writer = writer;
    }

    Mono<Void> learn(OrgId org, Evidence evidence, EvidenceRows rows) {
        return scans.rows(org, Index.ITEMS, CATEGORIES)
                .flatMapIterable(page -> page)
                .collect(
                        () -> new Categories(evidence),
                        (categories, row) -> categories.take(row.text("item_id"), row.text("category")))
                .flatMapMany(categories -> Flux.fromIterable(writes(org, evidence, rows, categories)))
                .buffer(WRITTEN_AT_ONCE)
                .concatMap(writes -> writer.write(writes).doOnNext(Rejections::requireNone), 1)
                .then();
    }

    private static List<Write> writes(OrgId org, Evidence evidence, EvidenceRows rows, Categories categories) {
        List<String> names = categories.names;
        Incidence baskets = rows.baskets(evidence, names.size(), item -> categories.ofItem[item]);
        var together = new Cooccurrence(baskets);
        List<Write> writes = new ArrayList<>();
        for (int category = 0; category < names.size(); category++) {
            Map<String, Double> pairs = new LinkedHashMap<>();
            Partners partners = TOGETHER.of(category, together, MOST_PAIRS);
            for (int rank = 0; rank < partners.size(); rank++) {
                pairs.put(names.get(partners.items()[rank]), PartnerFields.rounded(partners.weights()[rank]));
            }
            Map<String, Object> set = Map.of("org_id", org.value(), "category", names.get(category), "pairs", pairs);
            writes.add(new Write.Script(org, Index.CATEGORY_PAIRS, names.get(category), SET, Map.of("set", set)));
        }
        return writes;
    }

    /** The categories of the items that there is evidence of. */
    private static final class Categories {
        private final Map<String, Integer> items = new HashMap<>();
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> names = new ArrayList<>();
        private final int[] ofItem;

        Categories(Evidence evidence) {
            List<String> itemIds = evidence.itemIds();
            for (int item = 0; item < itemIds.size(); item++) {
                items.put(itemIds.get(item), item);
            }
            ofItem = new int[itemIds.size()];
            Arrays.fill(ofItem, NO_CATEGORY);
        }

        void take(@Nullable String itemId, @Nullable String category) {
            Integer item = itemId == null ? null : items.get(itemId);
            if (item != null && category != null) {
                ofItem[item] = numbers.computeIfAbsent(CategoryPairs.folded(category), name -> {
                    names.add(name);
                    return names.size() - 1;
                });
            }
        }
    }
}
