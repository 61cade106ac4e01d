package com.lehnz.engine;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOptions;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.mapping.FieldType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lists of one organization's documents, as they are written by now, a page at a time. */
@Component
public class Pages {
    private final OpenSearchAsyncClient client;
    private final EngineProperties properties;

    Pages(OpenSearchAsyncClient client, EngineProperties properties) {
        this.client = client;
        this.properties = properties;
    }

    /**
     * @param field a keyword field that no two documents have the same value of: the highest comes first
     * @param below where the page begins; null for the first
     * @param size documents at most
     * @param without parts of the documents that are not read
     */
    public record Page(String field, @Nullable String below, int size, List<String> without) {}

    public <T> Mono<List<T>> read(OrgId org, Index index, Page page, Class<T> type) {
        String name = index.readName(org);
        SortOptions order = SortOptions.of(sort ->
                sort.field(it -> it.field(page.field()).order(SortOrder.Desc).unmappedType(FieldType.Keyword)));
        return EngineCalls.call(properties.timeout(), () -> client.indices().refresh(refresh -> refresh.index(name)))
                .then(EngineCalls.call(
                        properties.timeout(),
                        () -> client.search(
                                search -> {
                                    search.index(name)
                                            .routing(index.routing(org))
                                            .query(mine -> mine.term(
                                                    term -> term.field("org_id").value(FieldValue.of(org.value()))))
                                            .source(source -> source.filter(it -> it.excludes(page.without())))
                                            .size(page.size())
                                            .sort(order);
                                    if (page.below() != null) {
                                        search.searchAfter(FieldValue.of(page.below()));
                                    }
                                    return search;
                                },
                                type)))
                .map(response -> response.hits().hits().stream()
                        .map(hit -> Objects.requireNonNull(hit.source()))
                        .toList());
    }
}
