package com.lehnz.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOptions;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What happened in an organization, in the order of time. Entries are added and, when they are old, forgotten. */
@Component
public class Journal {
    private static final String PREFIX = "lehnz-audit-";

    private final OpenSearchAsyncClient client;
    private final EngineProperties properties;

    Journal(OpenSearchAsyncClient client, EngineProperties properties) {
        this.client = client;
        this.properties = properties;
    }

    /** Entries are sorted by time, then by id. */
    public record Place(Instant timestamp, String entryId) {}

    /**
     * @param terms what fields must be
     * @param before where the page begins; null for the newest
     */
    public record Page(
            Map<String, String> terms,
            Instant from,
            Instant until,
            @Nullable Place before,
            int size) {}

    /** @param entry has an {@code org_id}, and the place in its {@code timestamp} and {@code entry_id} */
    public Mono<Void> append(OrgId org, Place place, Object entry) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.create(create -> create.index(PREFIX + Index.MONTH.format(place.timestamp()))
                                .id(org + ":" + place.entryId())
                                .routing(org.value())
                                .document(entry)))
                .then();
    }

    /** The newest first. */
    public <T> Mono<List<T>> read(OrgId org, Page page, Class<T> type) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.search(
                                search -> {
                                    search.index(PREFIX + "*")
                                            .routing(org.value())
                                            .query(all -> all.bool(bool -> bool.filter(filters(org, page))))
                                            .size(page.size())
                                            .sort(latest("timestamp"), latest("entry_id"));
                                    if (page.before() != null) {
                                        search.searchAfter(
                                                FieldValue.of(page.before()
                                                        .timestamp()
                                                        .toEpochMilli()),
                                                FieldValue.of(page.before().entryId()));
                                    }
                                    return search;
                                },
                                type))
                .map(response -> response.hits().hits().stream()
                        .map(hit -> Objects.requireNonNull(hit.source()))
                        .toList());
    }

    /** Deletes the indices of months that ended before then. */
    public Mono<Void> forget(Instant before) {
        String oldestKept = PREFIX + Index.MONTH.format(before);
        return EngineCalls.call(properties.timeout(), () -> client.indices().get(get -> get.index(PREFIX + "*")))
                .flatMapIterable(found -> found.result().keySet())
                .filter(index -> index.compareTo(oldestKept) < 0)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(index -> EngineCalls.call(
                        properties.timeout(), () -> client.indices().delete(delete -> delete.index(index))))
                .then();
    }

    private static List<Query> filters(OrgId org, Page page) {
        List<Query> filters = new ArrayList<>();
        filters.add(term("org_id", org.value()));
        page.terms().forEach((field, value) -> filters.add(term(field, value)));
        filters.add(Query.of(it -> it.range(range -> range.field("timestamp")
                .gte(JsonData.of(page.from().toString()))
                .lt(JsonData.of(page.until().toString())))));
        return filters;
    }

    private static Query term(String field, String value) {
        return Query.of(it -> it.term(term -> term.field(field).value(FieldValue.of(value))));
    }

    private static SortOptions latest(String field) {
        return SortOptions.of(sort -> sort.field(it -> it.field(field)
                .order(SortOrder.Desc)
                // No index yet, or one that is too new to have a mapping from our template: nothing to sort.
                .unmappedType(org.opensearch.client.opensearch._types.mapping.FieldType.Keyword)));
    }
}
