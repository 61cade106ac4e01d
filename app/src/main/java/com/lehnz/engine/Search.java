package com.lehnz.engine;

import java.util.List;
import org.opensearch.client.opensearch._types.SortOptions;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.query_dsl.FieldAndFormat;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;

/**
 * One search over items: best score first, equal scores in the order of their ids so that pages agree.
 *
 * @param query what matches and how it scores
 * @param from hits to skip
 * @param size hits to return
 * @param vectors whether hits bring the items' vectors
 */
public record Search(Query query, int from, int size, boolean vectors) {

    SearchRequest toRequest(String index) {
        return SearchRequest.of(search -> search.index(index)
                .query(query)
                .from(from)
                .size(size)
                // Half an answer would be a wrong one: pages and fallbacks count on all of it.
                .allowPartialSearchResults(false)
                // Counting would visit what scoring can skip.
                .trackTotalHits(total -> total.enabled(false))
                .source(source -> vectors ? source.filter(filter -> filter.includes("vector")) : source.fetch(false))
                .docvalueFields(List.of(FieldAndFormat.of(field -> field.field("category"))))
                .sort(List.of(
                        SortOptions.of(sort -> sort.score(score -> score.order(SortOrder.Desc))),
                        SortOptions.of(
                                sort -> sort.field(it -> it.field("item_id").order(SortOrder.Asc))))));
    }

    /** The body as it is sent to {@code _search}. */
    public String toJson() {
        return toRequest("any").toJsonString();
    }
}
