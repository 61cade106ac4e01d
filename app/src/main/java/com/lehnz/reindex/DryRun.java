package com.lehnz.reindex;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.catalog.ItemUpsert;
import com.lehnz.engine.Condition;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Generation;
import com.lehnz.engine.GenerationSwitch;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Scan;
import com.lehnz.engine.Scans;
import com.lehnz.imports.CatalogFile;
import com.lehnz.indextemplates.ItemsGeneration;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Finds out what a reindexing would do, and changes nothing. */
@Component
public class DryRun {
    private final Beginning beginning;
    private final ReindexLeases leases;
    private final GenerationSwitch switching;
    private final Documents documents;
    private final Scans scans;
    private final ItemsGeneration ours;
    private final JsonMapper json;

    DryRun(
            Beginning beginning,
            ReindexLeases leases,
            GenerationSwitch switching,
            Documents documents,
            Scans scans,
            ItemsGeneration ours,
            JsonMapper json) {
        this.beginning = beginning;
        this.leases = leases;
        this.switching = switching;
        this.documents = documents;
        this.scans = scans;
        this.ours = ours;
        this.json = json;
    }

    /** Fails where that would fail at once. */
    public Mono<Preview> of(OrgId org, Order order) {
        Path file = order instanceof Order.Anew anew ? anew.file() : null;
        return beginning
                .live(org)
                .doOnNext(live -> beginning.requireChosen(live, order))
                .delayUntil(switching::refresh)
                .flatMap(live -> Mono.zip(switching.count(live), next(live), contents(live, file))
                        .map(known -> new Preview(
                                live.name(),
                                known.getT1(),
                                live.madeFor(),
                                Index.generation(known.getT2()).readName(org),
                                ours,
                                known.getT3().orElse(null))));
    }

    private Mono<Integer> next(Generation live) {
        return leases.state(live.org()).flatMap(state -> beginning.next(live, state));
    }

    private Mono<Optional<Preview.Contents>> contents(Generation live, @Nullable Path path) {
        if (path == null) {
            return Mono.just(Optional.empty());
        }
        CatalogFile file = new CatalogFile(path, json);
        return Mono.fromCallable(file::check)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(rows -> Mono.zip(
                        known(live, file),
                        items(live),
                        // Never below 0, however much is written meanwhile.
                        (known, items) -> Optional.of(new Preview.Contents(
                                rows, known.ids() - known.live(), Math.max(0, items - known.live())))));
    }

    /** @param live ids of the file that are live already */
    private record Found(long ids, long live) {}

    private Mono<Found> known(Generation live, CatalogFile file) {
        Set<String> seen = new HashSet<>();
        return file.items(0)
                .map(items ->
                        items.stream().map(ItemUpsert::itemId).filter(seen::add).toList())
                .concatMap(ids -> documents
                        .getAll(live.org(), live.index(), ids, Status.class, Status.FIELDS)
                        .map(found -> new Found(
                                ids.size(),
                                found.values().stream()
                                        .filter(item -> item.source().isItem())
                                        .count())))
                .reduce(new Found(0, 0), (sum, more) -> new Found(sum.ids() + more.ids(), sum.live() + more.live()));
    }

    private record Status(@JsonProperty("status") @Nullable String status) {
        static final List<String> FIELDS = List.of("status");

        boolean isItem() {
            return status != null && !status.equals("deleted");
        }
    }

    private Mono<Long> items(Generation live) {
        Condition loaded = Condition.all(
                new Condition.Exists("status"), new Condition.Not(new Condition.AnyOf("status", List.of("deleted"))));
        return scans.rows(live.org(), live.index(), new Scan(loaded, List.of(), List.of(), null))
                .map(rows -> (long) rows.size())
                .reduce(0L, Long::sum);
    }
}
