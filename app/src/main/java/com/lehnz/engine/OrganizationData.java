package com.lehnz.engine;

import java.util.List;
import java.util.Objects;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.opensearch.client.opensearch._types.Conflicts;
import org.opensearch.client.opensearch._types.ExpandWildcard;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.Refresh;
import org.opensearch.client.opensearch.tasks.TaskResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All that OpenSearch holds of one organization, in whatever index: one that comes later is asked without a line here. */
@Component
public class OrganizationData {
    /** Items have indices of their own: asking everybody else's would take as long as there are organizations. */
    private static final List<String> SHARED = List.of("lehnz-*", "-lehnz-items-*");

    private final OpenSearchAsyncClient client;
    private final BackgroundTasks tasks;
    private final EngineProperties properties;

    OrganizationData(OpenSearchAsyncClient client, BackgroundTasks tasks, EngineProperties properties) {
        this.client = client;
        this.tasks = tasks;
        this.properties = properties;
    }

    /**
     * Deletes it. What another one writes at the same time may stay, and goes with the next call.
     *
     * @param kept the kind of the directory's entries that stay
     * @return how many documents were deleted from indices shared with others
     */
    public Mono<Long> erase(OrgId org, String kept) {
        return deleteItems(org).then(refresh()).then(deleteDocuments(org, kept));
    }

    /** The indices that hold nothing of anybody else, of all generations. */
    private Mono<Void> deleteItems(OrgId org) {
        String own = Index.ITEMS.readName(org) + "-*";
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.indices().get(get -> get.index(own).allowNoIndices(true)))
                .flatMapIterable(found -> found.result().keySet())
                .concatMap(name -> EngineCalls.call(
                                properties.timeout(), () -> client.indices().delete(delete -> delete.index(name)))
                        .onErrorResume(error -> EngineCalls.status(error) == 404, gone -> Mono.empty()))
                .then();
    }

    private Mono<Void> refresh() {
        return EngineCalls.call(properties.timeout(), () -> client.indices().refresh(refresh -> refresh.index(SHARED)))
                .then();
    }

    private Mono<Long> deleteDocuments(OrgId org, String kept) {
        return tasks.run(() -> client.deleteByQuery(delete -> delete.index(SHARED)
                                .expandWildcards(ExpandWildcard.Open)
                                .conflicts(Conflicts.Proceed)
                                .refresh(Refresh.True)
                                .waitForCompletion(false)
                                .query(query -> query.bool(bool -> bool.filter(mine -> mine.term(
                                                term -> term.field("org_id").value(FieldValue.of(org.value()))))
                                        .mustNot(not -> not.term(
                                                term -> term.field("kind").value(FieldValue.of(kept)))))))
                        .thenApply(started -> Objects.requireNonNull(started.task())))
                .map(TaskResponse::deleted);
    }
}
