package com.lehnz.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
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

    /** Where a hit's id is among the values that it is sorted by. */
    static final int ID_IN_SORT = 1;

    SearchRequest toRequest(String index, @Nullable String preference) {
        SearchRequest.Builder request = new SearchRequest.Builder()
                .index(index)
                .preference(preference)
                .query(query)
                .from(from)
                .size(size)
                // Half an answer would be a wrong one: pages and fallbacks count on all of it.
                .allowPartialSearchResults(false)
                // Counting would visit what scoring can skip.
                .trackTotalHits(total -> total.enabled(false))
                .docvalueFields(List.of(FieldAndFormat.of(field -> field.field("category"))))
                .sort(List.of(
                        SortOptions.of(sort -> sort.score(score -> score.order(SortOrder.Desc))),
                        SortOptions.of(
                                sort -> sort.field(it -> it.field("item_id").order(SortOrder.Asc)))));
        return (vectors
                        ? request.source(source -> source.filter(filter -> filter.includes("vector")))
                        // Not even ids: they lie with the documents, and unpacking those takes as long as finding them.
                        : request.storedFields("_none_"))
                .build();
    }

    /** The body as it is sent to {@code _search}. */
    public String toJson() {
        return toRequest("any", null).toJsonString();
    }
}
