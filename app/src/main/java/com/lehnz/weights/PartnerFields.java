package com.lehnz.weights;

import com.lehnz.engine.Index;
import com.lehnz.engine.ItemFeatures;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Write;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An item's partners as its document has them. Weights are stored as they were learned: OpenSearch keeps 9 significant
 * bits of them, so they are written with 4 digits, and those below {@value #LEAST} are left out.
 */
final class PartnerFields {
    private static final double LEAST = 1e-5;
    private static final MathContext DIGITS = new MathContext(4);
    /** Leaves everybody else's fields alone, and an item that is not there as it is. */
    private static final String SCRIPT = """
            if (ctx.op == 'create') {
              ctx.op = 'none';
            } else {
              boolean changed = false;
              for (entry in params.partners.entrySet()) {
                def before = entry.value.isEmpty()
                    ? ctx._source.remove(entry.key)
                    : ctx._source.put(entry.key, entry.value);
                changed = changed || (before == null ? !entry.value.isEmpty() : !before.equals(entry.value));
              }
              if (!changed) {
                ctx.op = 'none';
              }
            }
            """;

    private PartnerFields() {}

    /** @param partners by field: see {@link ItemFeatures} */
    static Write write(OrgId org, String itemId, Map<String, Partners> partners, List<String> itemIds) {
        Map<String, Object> features = new HashMap<>();
        partners.forEach((field, strongest) -> features.put(field, features(strongest, itemIds)));
        return new Write.Script(org, Index.ITEMS, itemId, SCRIPT, Map.of("partners", features));
    }

    static Map<String, Double> features(Partners partners, List<String> itemIds) {
        Map<String, Double> features = new LinkedHashMap<>();
        for (int rank = 0; rank < partners.size(); rank++) {
            double weight = partners.weights()[rank];
            if (weight >= LEAST) {
                features.put(ItemFeatures.name(itemIds.get(partners.items()[rank])), rounded(weight));
            }
        }
        return features;
    }

    static double rounded(double weight) {
        return new BigDecimal(weight, DIGITS).doubleValue();
    }
}
