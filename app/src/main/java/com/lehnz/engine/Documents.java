package com.lehnz.engine;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.hc.core5.http.ContentTooLongException;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.query_dsl.FieldAndFormat;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.MgetResponse;
import org.opensearch.client.opensearch.core.search.Hit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads of one organization's documents. There is no way to ask for a document without naming the organization, and an
 * id that belongs to another one cannot be formed: see {@link Index#documentId}.
 */
@Component
public class Documents {
    private static final int READ_AT_ONCE = 500;

    private final OpenSearchAsyncClient client;
    private final EngineProperties properties;

    Documents(OpenSearchAsyncClient client, EngineProperties properties) {
        this.client = client;
        this.properties = properties;
    }

    /** The document as last written, refreshed or not; empty where there is none. */
    public <T> Mono<Document<T>> get(OrgId org, Index index, String key, Class<T> type, List<String> fields) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.get(
                                get -> get.index(index.readName(org))
                                        .id(index.documentId(org, key))
                                        .routing(index.routing(org))
                                        .sourceIncludes(fields),
                                type))
                .onErrorResume(error -> EngineCalls.status(error) == 404, error -> Mono.empty())
                .mapNotNull(response -> {
                    T source = response.source();
                    return source == null
                            ? null
                            : new Document<>(source, Document.Revision.of(response.seqNo(), response.primaryTerm()));
                });
    }

    /** Several documents by key, as last written; keys without a document are absent from the answer. */
    public <T> Mono<Map<String, Document<T>>> getAll(
            OrgId org, Index index, Collection<String> keys, Class<T> type, List<String> fields) {
        return inPortions(org, index, keys, type, fields)
                .collect(HashMap::new, (all, portion) -> all.putAll(portion.found()));
    }

    /**
     * Some of the documents that were asked for.
     *
     * @param keys of those that were looked for
     * @param found those that there are
     */
    public record Portion<T>(List<String> keys, Map<String, Document<T>> found) {}

    /** The same for documents that may be large: no more of them at a time than fit into one answer. */
    public <T> Flux<Portion<T>> inPortions(
            OrgId org, Index index, Collection<String> keys, Class<T> type, List<String> fields) {
        return Flux.fromIterable(keys)
                .distinct()
                .buffer(READ_AT_ONCE)
                .concatMap(portion -> read(org, index, portion, type, fields), 1);
    }

    private <T> Flux<Portion<T>> read(OrgId org, Index index, List<String> keys, Class<T> type, List<String> fields) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.mget(
                                mget -> {
                                    mget.sourceIncludes(fields);
                                    for (String key : keys) {
                                        mget.docs(doc -> doc.index(index.readName(org))
                                                .id(index.documentId(org, key))
                                                .routing(index.routing(org)));
                                    }
                                    return mget;
                                },
                                type))
                .map(response -> new Portion<>(keys, found(keys, response)))
                .flux()
                .onErrorResume(error -> error instanceof ContentTooLongException && keys.size() > 1, tooLong -> {
                    int half = keys.size() / 2;
                    return Flux.just(keys.subList(0, half), keys.subList(half, keys.size()))
                            .concatMap(some -> this.<T>read(org, index, some, type, fields), 1);
                });
    }

    private static <T> Map<String, Document<T>> found(List<String> keys, MgetResponse<T> response) {
        Map<String, Document<T>> found = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            var item = response.docs().get(i);
            if (item.isFailure()) {
                var error = item.failure().error();
                if ("index_closed_exception".equals(error.type())) {
                    throw new IndexClosedException(String.valueOf(error.reason()));
                }
                if (!"index_not_found_exception".equals(error.type())) {
                    // Nothing in a document can keep it from being read by its id: its shard is away.
                    throw new EngineUnavailableException(
                            new IllegalStateException("reading " + keys.get(i) + " failed: " + error.reason()));
                }
            } else {
                var result = item.result();
                T source = result.source();
                if (source != null) {
                    found.put(
                            keys.get(i),
                            new Document<>(source, Document.Revision.of(result.seqNo(), result.primaryTerm())));
                }
            }
        }
        return found;
    }

    /**
     * Keys of documents that have one of the values in a keyword field, written until now.
     *
     * @param keyField the keyword field that holds the key
     * @param most how many at most, any of them
     */
    public Mono<List<String>> keysWhere(
            OrgId org, Index index, String keyField, String field, Collection<String> values, int most) {
        List<FieldValue> terms = values.stream().map(FieldValue::of).toList();
        Query query = Query.of(it -> it.bool(bool -> bool.filter(
                        mine -> mine.term(term -> term.field("org_id").value(FieldValue.of(org.value()))))
                .filter(any -> any.terms(list -> list.field(field).terms(value -> value.value(terms))))));
        String name = index.readName(org);
        return EngineCalls.call(properties.timeout(), () -> client.indices().refresh(refresh -> refresh.index(name)))
                .then(EngineCalls.call(
                        properties.timeout(),
                        () -> client.search(
                                search -> search.index(name)
                                        .routing(index.routing(org))
                                        .query(query)
                                        .size(most)
                                        .source(source -> source.fetch(false))
                                        .docvalueFields(List.of(FieldAndFormat.of(it -> it.field(keyField)))),
                                Void.class)))
                .map(response -> response.hits().hits().stream()
                        .map(hit -> Objects.requireNonNull(hit.fields().get(keyField))
                                .toJson()
                                .asJsonArray()
                                .getString(0))
                        .toList());
    }

    /**
     * Runs a search over the items of a generation; best first.
     *
     * @param preference searches with the same one are answered by the same copies; null for any
     */
    public Mono<List<ItemHit>> searchItems(Generation items, Search search, @Nullable String preference) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.search(search.toRequest(items.name(), preference), ItemSource.class))
                .map(response ->
                        response.hits().hits().stream().map(Documents::hit).toList());
    }

    /** How many items of a generation match, counted no further than {@code most}. */
    public Mono<Long> countItems(Generation items, Query query, int most) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.search(
                                search -> search.index(items.name())
                                        .query(query)
                                        .size(0)
                                        .allowPartialSearchResults(false)
                                        .trackTotalHits(total -> total.count(most)),
                                Void.class))
                .map(response -> {
                    var total = response.hits().total();
                    return total == null ? 0 : Math.min(most, total.value());
                });
    }

    private record ItemSource(@JsonProperty("vector") float @Nullable [] vector) {}

    private static ItemHit hit(Hit<ItemSource> hit) {
        JsonData category = hit.fields().get("category");
        ItemSource source = hit.source();
        Double score = hit.score();
        return new ItemHit(
                hit.sort().get(Search.ID_IN_SORT).stringValue(),
                score == null ? 0 : score,
                category == null ? null : category.toJson().asJsonArray().getString(0),
                Set.copyOf(hit.matchedQueries()),
                source == null ? null : source.vector());
    }
}
