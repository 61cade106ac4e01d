package com.lehnz.query;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.BuiltinScriptLanguage;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.Script;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/** What the words of the vocabulary are made of. */
final class Queries {
    private Queries() {}

    static Query neighbours(float[] vector, int count, Query filter) {
        List<Float> values = new ArrayList<>(vector.length);
        for (float value : vector) {
            values.add(value);
        }
        return Query.of(query ->
                query.knn(knn -> knn.field("vector").vector(values).k(count).filter(filter)));
    }

    static Query ids(Collection<String> itemIds) {
        return Query.of(query -> query.ids(ids -> ids.values(List.copyOf(itemIds))));
    }

    static Query category(String category) {
        return Query.of(query -> query.term(term -> term.field("category").value(FieldValue.of(category))));
    }

    /** Lucene's expressions are compiled to machine code, take no locks and allocate nothing; a missing field reads 0. */
    static Script expression(String source, Map<String, ?> parameters) {
        Map<String, JsonData> params = new TreeMap<>();
        parameters.forEach((name, value) -> params.put(name, JsonData.of(value)));
        return Script.of(script ->
                script.inline(inline -> inline.lang(language -> language.builtin(BuiltinScriptLanguage.Expression))
                        .source(source)
                        .params(params)));
    }

    /**
     * The moment that queries take for the present, the same all day: scores are floats, and a present that moves would
     * round what is all but equal to another order on every page.
     */
    static Instant endOfDay(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    }
}
