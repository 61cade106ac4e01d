package com.lehnz.imports;

import com.lehnz.engine.OrgId;
import com.lehnz.engine.Scans;
import com.lehnz.pipeline.OriginTracker;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts the rows that workers are through with; with the last one, the import is live. */
@Component
class RowTracker implements OriginTracker {
    private final ImportStore imports;
    private final Scans scans;
    private final Clock clock;

    RowTracker(ImportStore imports, Scans scans, Clock clock) {
        this.imports = imports;
        this.scans = scans;
        this.clock = clock;
    }

    @Override
    public Mono<Void> settled(OrgId org, List<Settled> records) {
        Map<String, List<Settled>> byImport = records.stream()
                .collect(Collectors.groupingBy(record -> record.origin().source()));
        return Flux.fromIterable(byImport.entrySet())
                .concatMap(entry -> imports.change(org, entry.getKey(), it -> it.with(entry.getValue()))
                        .filter(it -> it.isSettled() && it.liveAt() == null)
                        .flatMap(it -> live(org, it)))
                .then();
    }

    /** Says so only when searches see what was written. Should the node go down in between, the rows come again. */
    private Mono<Import> live(OrgId org, Import settled) {
        return Flux.fromIterable(settled.kind().indices())
                .concatMap(index -> scans.refresh(org, index))
                .then(imports.change(org, settled.id(), it -> it.liveAt() == null ? it.live(clock.instant()) : it));
    }
}
