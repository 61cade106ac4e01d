package com.lehnz.engine;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.opensearch.client.opensearch._types.BuiltinScriptLanguage;
import org.opensearch.client.opensearch._types.Conflicts;
import org.opensearch.client.opensearch._types.Refresh;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes a field out of stored documents for good. */
@Component
public class Redactor {
    /** OpenSearch takes 65,536 by default. */
    private static final int VALUES_AT_ONCE = 10_000;

    private final OpenSearchAsyncClient client;
    private final BackgroundTasks tasks;
    private final EngineProperties properties;

    Redactor(OpenSearchAsyncClient client, BackgroundTasks tasks, EngineProperties properties) {
        this.client = client;
        this.tasks = tasks;
        this.properties = properties;
    }

    /**
     * Removes a field from all of an organization's documents that were stored before this call.
     *
     * @param key the keyword field that tells which documents
     * @param values what it has in them
     * @param which of those
     * @param removed the field to remove
     */
    public Mono<Void> remove(
            OrgId org, Index index, String key, Collection<String> values, Condition which, String removed) {
        return Flux.fromIterable(values)
                .buffer(VALUES_AT_ONCE)
                .concatMap(some -> remove(org, index, Condition.all(new Condition.AnyOf(key, some), which), removed), 1)
                .then();
    }

    private Mono<Void> remove(OrgId org, Index index, Condition which, String removed) {
        Query query = Condition.toQuery(Condition.all(new Condition.AnyOf("org_id", List.of(org.value())), which));
        String name = index.readName(org);
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.indices()
                                .refresh(refresh ->
                                        refresh.index(name).allowNoIndices(true).ignoreUnavailable(true)))
                .then(tasks.run(() -> updateByQuery(org, index, query, removed)))
                .then();
    }

    private CompletableFuture<String> updateByQuery(OrgId org, Index index, Query query, String removed)
            throws Exception {
        return client.updateByQuery(update -> {
                    String routing = index.routing(org);
                    if (routing != null) {
                        update.routing(routing);
                    }
                    return update.index(index.readName(org))
                            .allowNoIndices(true)
                            .ignoreUnavailable(true)
                            .conflicts(Conflicts.Proceed)
                            .refresh(Refresh.True)
                            .waitForCompletion(false)
                            .query(query)
                            .script(script -> script.inline(inline -> inline.lang(
                                            lang -> lang.builtin(BuiltinScriptLanguage.Painless))
                                    .source("if (ctx._source.remove(params.removed) == null) { ctx.op = 'noop'; }")
                                    .params("removed", JsonData.of(removed))));
                })
                .thenApply(started -> Objects.requireNonNull(started.task()));
    }
}
