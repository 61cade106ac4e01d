package com.lehnz.query;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/**
 * What may be recommended at all.
 *
 * @param filters all of them hold
 * @param excluded items that do not come
 */
public record Eligible(List<Filter> filters, Set<String> excluded) {

    public Eligible and(Collection<Filter> more) {
        return new Eligible(Stream.concat(filters.stream(), more.stream()).toList(), excluded);
    }

    public Eligible without(Collection<String> items) {
        Set<String> all = new LinkedHashSet<>(excluded);
        all.addAll(items);
        return new Eligible(filters, all);
    }

    public Query toQuery() {
        return Query.of(query -> query.bool(bool -> {
            bool.filter(active -> active.term(term -> term.field("status").value(FieldValue.of("active"))));
            filters.forEach(filter -> bool.filter(filter.toQuery()));
            if (!excluded.isEmpty()) {
                bool.mustNot(Queries.ids(excluded));
            }
            return bool;
        }));
    }
}
