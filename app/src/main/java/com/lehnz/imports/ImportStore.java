package com.lehnz.imports;

import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.Document;
import com.lehnz.engine.Documents;
import com.lehnz.engine.EngineUnavailableException;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Outcome;
import com.lehnz.engine.Pages;
import com.lehnz.engine.UuidV7;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Rejections;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** What is known of imports. */
@Component
class ImportStore {
    private static final int CONFLICTS = 20;
    private static final List<String> NOT_LISTED = List.of("inspection.errors", "progress.errors");

    private final Documents documents;
    private final BulkWriter writer;
    private final Pages pages;

    ImportStore(Documents documents, BulkWriter writer, Pages pages) {
        this.documents = documents;
        this.writer = writer;
        this.pages = pages;
    }

    Mono<Void> add(OrgId org, Import created) {
        return index(created.id())
                .flatMap(index -> writer.write(List.of(new Write.Create(org, index, created.id(), created))))
                .doOnNext(Rejections::requireNone)
                .then();
    }

    /** Empty where the organization has none of that id. */
    Mono<Import> find(OrgId org, String id) {
        return index(id).flatMap(index -> read(org, index, id)).map(Document::source);
    }

    /** The newest first, without their errors. */
    Mono<List<Import>> list(OrgId org, @Nullable String before, int size) {
        return pages.read(org, Index.IMPORTS, new Pages.Page("import_id", before, size, NOT_LISTED), Import.class);
    }

    /**
     * Replaces what is known by what {@code change} makes of it, starting over where somebody else was faster.
     *
     * @param change pure; where it changes nothing, nothing is written
     * @return as it is now; empty where there is none
     */
    Mono<Import> change(OrgId org, String id, UnaryOperator<Import> change) {
        return index(id)
                .flatMap(index -> Mono.defer(() -> read(org, index, id))
                        .flatMap(stored -> {
                            Import changed = change.apply(stored.source());
                            return changed == stored.source()
                                    ? Mono.just(changed)
                                    : replace(new Write.Replace(org, index, id, changed, stored.revision()))
                                            .thenReturn(changed);
                        })
                        .retryWhen(Retry.backoff(CONFLICTS, Duration.ofMillis(5))
                                .maxBackoff(Duration.ofMillis(200))
                                .filter(Overtaken.class::isInstance)
                                .onRetryExhaustedThrow(
                                        (spec, last) -> new EngineUnavailableException(last.failure()))));
    }

    private Mono<Document<Import>> read(OrgId org, Index index, String id) {
        return documents.get(org, index, id, Import.class, List.of());
    }

    private Mono<Void> replace(Write.Replace write) {
        return writer.write(List.of(write))
                .doOnNext(results -> {
                    if (results.getFirst().outcome() instanceof Outcome.Conflict) {
                        throw new Overtaken();
                    }
                    Rejections.requireNone(results);
                })
                .then();
    }

    private static final class Overtaken extends RuntimeException {
        Overtaken() {
            super("somebody else has written meanwhile", null, false, false);
        }
    }

    private static Mono<Index> index(String id) {
        Optional<Index> index = UuidV7.find(id).map(UuidV7::moment).map(Index::imports);
        return Mono.justOrEmpty(index);
    }
}
