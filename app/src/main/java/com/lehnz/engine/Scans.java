package com.lehnz.engine;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOptions;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.query_dsl.FieldAndFormat;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.Hit;
import org.opensearch.client.opensearch.core.search.Pit;
import org.opensearch.client.transport.endpoints.BooleanResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads of many of one organization's documents, as they were at one moment, a page at a time: a point in time and
 * {@code search_after}. Whoever has enough cancels.
 */
@Component
public class Scans {
    private static final int PAGE = 5_000;
    private static final int PAGE_OF_SOURCES = 1_000;
    private static final String KEPT_FOR = "2m";

    private final OpenSearchAsyncClient client;
    private final EngineProperties properties;

    Scans(OpenSearchAsyncClient client, EngineProperties properties) {
        this.client = client;
        this.properties = properties;
    }

    /** Doc values, page by page. */
    public Flux<List<Row>> rows(OrgId org, Index index, Scan scan) {
        List<FieldAndFormat> fields = Stream.concat(
                        scan.keywords().stream().map(field -> FieldAndFormat.of(it -> it.field(field))),
                        scan.dates().stream()
                                .map(field ->
                                        FieldAndFormat.of(it -> it.field(field).format("epoch_millis"))))
                .toList();
        return pages(
                        org,
                        index,
                        scan,
                        PAGE,
                        Void.class,
                        search -> search.docvalueFields(fields).source(source -> source.fetch(false)))
                .map(hits -> hits.stream()
                        .map(hit -> new Row(Objects.requireNonNull(hit.id()), hit.fields()))
                        .toList());
    }

    /** Parts of the documents themselves, page by page, for what is not kept beside them. */
    public <T> Flux<List<T>> sources(OrgId org, Index index, Condition condition, Class<T> type, List<String> fields) {
        return pages(
                        org,
                        index,
                        new Scan(condition, List.of(), List.of(), null),
                        PAGE_OF_SOURCES,
                        type,
                        search -> search.source(source -> source.filter(filter -> filter.includes(fields))))
                .map(hits -> hits.stream()
                        .flatMap(hit -> Stream.ofNullable(hit.source()))
                        .toList());
    }

    /** Whether more documents than so many are found. */
    public Mono<Boolean> isMoreThan(OrgId org, Index index, Condition condition, int many) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.search(
                                search -> search.index(index.readName(org))
                                        .routing(index.routing(org))
                                        .query(within(org, index, condition))
                                        .size(0)
                                        .allowPartialSearchResults(false)
                                        .trackTotalHits(total -> total.count(many + 1)),
                                Void.class))
                .map(response -> response.hits().total() != null
                        && response.hits().total().value() > many);
    }

    /** Makes what was written so far visible to searches. */
    public Mono<Void> refresh(OrgId org, Index index) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.indices().refresh(refresh -> refresh.index(index.readName(org))))
                .then();
    }

    private interface Selection {
        SearchRequest.Builder of(SearchRequest.Builder search);
    }

    private <T> Flux<List<Hit<T>>> pages(
            OrgId org, Index index, Scan scan, int size, Class<T> type, Selection selection) {
        return Flux.usingWhen(
                open(org, index),
                pit -> page(org, index, pit, scan, size, type, selection, List.of())
                        .expand(hits -> hits.size() < size
                                ? Mono.empty()
                                : page(
                                        org,
                                        index,
                                        pit,
                                        scan,
                                        size,
                                        type,
                                        selection,
                                        hits.getLast().sort())),
                this::close);
    }

    private <T> Mono<List<Hit<T>>> page(
            OrgId org,
            Index index,
            String pit,
            Scan scan,
            int size,
            Class<T> type,
            Selection selection,
            List<FieldValue> after) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.search(
                                search -> {
                                    search.pit(new Pit.Builder()
                                                    .id(pit)
                                                    .keepAlive(KEPT_FOR)
                                                    .build())
                                            .query(within(org, index, scan.condition()))
                                            .size(size)
                                            .trackTotalHits(total -> total.enabled(false))
                                            .allowPartialSearchResults(false)
                                            .sort(order(scan.newestBy()));
                                    if (!after.isEmpty()) {
                                        search.searchAfter(after);
                                    }
                                    return selection.of(search);
                                },
                                type))
                .map(Scans::hits);
    }

    private static <T> List<Hit<T>> hits(SearchResponse<T> response) {
        return response.hits().hits();
    }

    /** An index of all organizations is never asked without the one whose documents are wanted. */
    private static Query within(OrgId org, Index index, Condition condition) {
        return Condition.toQuery(
                index.routing(org) == null
                        ? condition
                        : Condition.all(new Condition.AnyOf("org_id", List.of(org.value())), condition));
    }

    private static List<SortOptions> order(@Nullable String newestBy) {
        SortOptions byPlace = SortOptions.of(sort -> sort.field(field -> field.field("_shard_doc")));
        return newestBy == null
                ? List.of(byPlace)
                : List.of(
                        SortOptions.of(sort ->
                                sort.field(field -> field.field(newestBy).order(SortOrder.Desc))),
                        byPlace);
    }

    private Mono<String> open(OrgId org, Index index) {
        String name = index.readName(org);
        return isThere(name)
                .filter(there -> there)
                .flatMap(there -> EngineCalls.call(
                        properties.timeout(),
                        () -> client.createPit(pit -> {
                            pit.index(name).keepAlive(time -> time.time(KEPT_FOR));
                            String routing = index.routing(org);
                            return routing == null ? pit : pit.routing(routing);
                        })))
                .mapNotNull(response -> response.pitId());
    }

    /** There may be no index yet of those that a pattern names, which a point in time fails at. */
    private Mono<Boolean> isThere(String name) {
        return name.endsWith("*")
                ? EngineCalls.call(
                                properties.timeout(),
                                () -> client.indices()
                                        .exists(exists -> exists.index(name).allowNoIndices(false)))
                        .map(BooleanResponse::value)
                : Mono.just(true);
    }

    /** One that stays open is gone after a while by itself. */
    private Mono<Void> close(String pit) {
        return EngineCalls.call(properties.timeout(), () -> client.deletePit(delete -> delete.pitId(pit)))
                .onErrorComplete()
                .then();
    }
}
