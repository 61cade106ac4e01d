package com.lehnz.imports;

import com.lehnz.engine.EngineUnavailableException;
import com.lehnz.engine.OrgId;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks after imports for those who want to be told. */
@Component
class ImportWatch {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** Proxies close connections that nothing comes over. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

    /** Who wants to know longer asks again, and has to show that they still may. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final ImportStore imports;
    private final Clock clock;

    ImportWatch(ImportStore imports, Clock clock) {
        this.imports = imports;
        this.clock = clock;
    }

    /** Ends with the import. While OpenSearch is away, nothing is told. */
    Flux<ServerSentEvent<ImportReport>> progress(OrgId org, String id) {
        Flux<ServerSentEvent<ImportReport>> told = Flux.interval(Duration.ZERO, LOOK_AGAIN)
                .onBackpressureDrop()
                .concatMap(tick ->
                        imports.find(org, id).onErrorResume(EngineUnavailableException.class, error -> Mono.empty()))
                .map(found -> ImportReport.withoutErrors(found, clock.instant()))
                .distinctUntilChanged()
                .takeUntil(report -> report.status() == Import.Status.DONE || report.status() == Import.Status.FAILED)
                .map(report -> ServerSentEvent.builder(report).event("progress").build());
        Flux<ServerSentEvent<ImportReport>> alive = Flux.interval(SIGN_OF_LIFE)
                .onBackpressureDrop()
                .map(tick -> ServerSentEvent.<ImportReport>builder().comment("").build());
        return told.publish(shared -> Flux.merge(shared, alive.takeUntilOther(shared.ignoreElements())))
                .take(LONGEST);
    }
}
