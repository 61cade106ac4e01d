package com.lehnz.engine;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which organizations something has happened in: asked of all of them at once, and telling nothing but when. */
@Component
public class Activity {
    private static final String ORGANIZATIONS = "organizations";
    private static final String NEWEST = "newest";

    private final OpenSearchAsyncClient client;
    private final EngineProperties properties;

    Activity(OpenSearchAsyncClient client, EngineProperties properties) {
        this.client = client;
        this.properties = properties;
    }

    /**
     * Each organization's newest document by a date field, the latest first, where that is not older than a moment.
     *
     * @param index one that is shared
     * @param most organizations at most
     */
    public Mono<Map<OrgId, Instant>> newest(Index.Shared index, String date, Instant since, int most) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.search(
                                search -> search.index("lehnz-" + index.name())
                                        .size(0)
                                        .allowPartialSearchResults(false)
                                        .query(Condition.toQuery(new Condition.Since(date, since)))
                                        .aggregations(
                                                ORGANIZATIONS,
                                                all -> all.terms(terms -> terms.field("org_id")
                                                                .size(most)
                                                                .order(Map.of(NEWEST, SortOrder.Desc)))
                                                        .aggregations(NEWEST, one -> one.max(max -> max.field(date)))),
                                Void.class))
                .map(Activity::read);
    }

    private static Map<OrgId, Instant> read(SearchResponse<Void> response) {
        Map<OrgId, Instant> newest = new LinkedHashMap<>();
        var organizations = response.aggregations().get(ORGANIZATIONS);
        if (organizations == null || !organizations.isSterms()) {
            return newest; // there are no indices yet
        }
        for (var bucket : organizations.sterms().buckets().array()) {
            var newestOfOne = bucket.aggregations().get(NEWEST);
            Double at = newestOfOne == null ? null : newestOfOne.max().value();
            // OpenSearch says "-Infinity" where no document has the field.
            if (at != null && Double.isFinite(at)) {
                newest.put(new OrgId(bucket.key()), Instant.ofEpochMilli(at.longValue()));
            }
        }
        return newest;
    }
}
