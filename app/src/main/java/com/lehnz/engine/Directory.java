package com.lehnz.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.Refresh;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * What is looked up before an organization is known: keys by their hash, people by their e-mail. An entry's id is its
 * kind and key, so that uniqueness is the engine's own and every read is realtime; a change is only stored on top of what
 * it was made from.
 */
@Component
public class Directory {
    private static final String INDEX = "lehnz-accounts";
    private static final int LONGEST_ID = 512;
    private static final int LISTED = 1_000;
    private static final long CONFLICTS = 20;

    private final OpenSearchAsyncClient client;
    private final EngineProperties properties;

    Directory(OpenSearchAsyncClient client, EngineProperties properties) {
        this.client = client;
        this.properties = properties;
    }

    public <T> Mono<T> find(String kind, String key, Class<T> type) {
        return read(kind, key, type).map(Document::source);
    }

    /** @return true when the entry was added, false when there is one of that kind and key already */
    public Mono<Boolean> add(String kind, String key, Object entry) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.create(create -> create.index(INDEX)
                                .id(id(kind, key))
                                .refresh(Refresh.True) // Lists are searches; entries are rare and few.
                                .document(entry)))
                .map(created -> true)
                .onErrorResume(error -> EngineCalls.status(error) == 409, error -> Mono.just(false));
    }

    /**
     * Replaces an entry by what {@code change} makes of it, starting over where somebody else has written meanwhile.
     *
     * @param change pure; what it throws is the result
     * @return the entry as it is now; empty where there is none
     */
    public <T> Mono<Change<T>> change(String kind, String key, Class<T> type, UnaryOperator<T> change) {
        return Mono.defer(() -> read(kind, key, type).flatMap(current -> {
                    T changed = change.apply(current.source());
                    return replace(kind, key, changed, current.revision())
                            .thenReturn(new Change<>(current.source(), changed));
                }))
                .retryWhen(Retry.backoff(CONFLICTS, Duration.ofMillis(5))
                        .maxBackoff(Duration.ofMillis(200))
                        .filter(error -> EngineCalls.status(error) == 409)
                        .onRetryExhaustedThrow((spec, signal) -> new EngineUnavailableException(signal.failure())));
    }

    /** An entry before and after. */
    public record Change<T>(T before, T after) {}

    /** Sets fields of an entry, whoever else changes others of it at the same time; they cannot be searched for at once. */
    public Mono<Void> note(String kind, String key, Map<String, ?> fields) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.update(
                                update -> update.index(INDEX)
                                        .id(id(kind, key))
                                        .retryOnConflict(3)
                                        .doc(fields),
                                Object.class))
                .onErrorResume(error -> EngineCalls.status(error) == 404, error -> Mono.empty())
                .then();
    }

    /** @return whether there was such an entry */
    public Mono<Boolean> remove(String kind, String key) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.delete(
                                delete -> delete.index(INDEX).id(id(kind, key)).refresh(Refresh.True)))
                .map(deleted -> true)
                .onErrorResume(error -> EngineCalls.status(error) == 404, error -> Mono.just(false));
    }

    /** An organization's entries of a kind that have not expired by then, the newest first, {@value #LISTED} at most. */
    public <T> Mono<List<T>> list(OrgId org, String kind, Instant now, Class<T> type) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.search(
                                search -> search.index(INDEX)
                                        .query(query -> query.bool(
                                                all -> all.filter(term("org_id", org.value()), term("kind", kind))
                                                        .mustNot(expiredBefore(now))))
                                        .sort(sort -> sort.field(field ->
                                                field.field("created_at").order(SortOrder.Desc)))
                                        .size(LISTED),
                                type))
                .map(response -> response.hits().hits().stream()
                        .map(hit -> Objects.requireNonNull(hit.source()))
                        .toList());
    }

    /** Those of a kind that will expire, {@value #LISTED} at most. */
    public <T> Mono<List<T>> expiring(String kind, Class<T> type) {
        return entries(List.of(term("kind", kind), Query.of(it -> it.exists(field -> field.field("expires_at")))), type)
                .map(found -> found.stream().map(Entry::entry).toList());
    }

    /** Those of a kind that were added then, {@value #LISTED} at most. */
    public <T> Mono<List<Entry<T>>> created(String kind, Instant from, Instant before, Class<T> type) {
        Query then = Query.of(it -> it.range(range ->
                range.field("created_at").gte(JsonData.of(from.toString())).lt(JsonData.of(before.toString()))));
        return entries(List.of(term("kind", kind), then), type);
    }

    /** An entry and its key. */
    public record Entry<T>(String key, T entry) {}

    private <T> Mono<List<Entry<T>>> entries(List<Query> filters, Class<T> type) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.search(
                                search -> search.index(INDEX)
                                        .query(query -> query.bool(all -> all.filter(filters)))
                                        .size(LISTED),
                                type))
                .map(response -> response.hits().hits().stream()
                        .map(hit -> {
                            String id = Objects.requireNonNull(hit.id());
                            return new Entry<>(id.substring(id.indexOf(':') + 1), Objects.requireNonNull(hit.source()));
                        })
                        .toList());
    }

    /**
     * Removes what has an {@code expires_at} before then.
     *
     * @param kept a kind of entries that somebody else removes
     */
    public Mono<Long> removeExpired(Instant before, String kept) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.deleteByQuery(delete -> delete.index(INDEX)
                                .query(query -> query.bool(
                                        all -> all.filter(expiredBefore(before)).mustNot(term("kind", kept))))
                                .conflicts(org.opensearch.client.opensearch._types.Conflicts.Proceed)))
                .map(response -> Objects.requireNonNullElse(response.deleted(), 0L));
    }

    private <T> Mono<Document<T>> read(String kind, String key, Class<T> type) {
        if (id(kind, key).getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
            return Mono.empty(); // No document can have it, and asking would be an error.
        }
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.get(get -> get.index(INDEX).id(id(kind, key)), type))
                .onErrorResume(error -> EngineCalls.status(error) == 404, error -> Mono.empty())
                .mapNotNull(response -> {
                    T source = response.source();
                    return source == null
                            ? null
                            : new Document<>(source, Document.Revision.of(response.seqNo(), response.primaryTerm()));
                });
    }

    private Mono<Void> replace(String kind, String key, Object entry, Document.Revision expected) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.index(index -> index.index(INDEX)
                                .id(id(kind, key))
                                .ifSeqNo(expected.sequenceNumber())
                                .ifPrimaryTerm(expected.primaryTerm())
                                .refresh(Refresh.True)
                                .document(entry)))
                .then();
    }

    private static Query expiredBefore(Instant then) {
        return Query.of(query -> query.range(range -> range.field("expires_at").lt(JsonData.of(then.toString()))));
    }

    private static Query term(String field, String value) {
        return Query.of(query -> query.term(term -> term.field(field).value(FieldValue.of(value))));
    }

    private static String id(String kind, String key) {
        return kind + ":" + key;
    }
}
