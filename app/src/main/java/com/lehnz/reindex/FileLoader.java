package com.lehnz.reindex;

import com.lehnz.catalog.ItemMerge;
import com.lehnz.catalog.ItemUpsert;
import com.lehnz.imports.CatalogFile;
import com.lehnz.pipeline.Received;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Fills a generation with the items of a file. */
@Component
class FileLoader {
    private final ItemMerge merge;
    private final JsonMapper json;
    private final Clock clock;

    FileLoader(ItemMerge merge, JsonMapper json, Clock clock) {
        this.merge = merge;
        this.json = json;
        this.clock = clock;
    }

    /** Goes on where the file was left, if it was. Of several rows with one id the first counts. */
    Mono<Void> load(Site site, Order order) {
        Path path = file(order);
        return site.build().flatMap(build -> {
            Refresh refresh = build.file();
            return refresh == null || refresh.whole() || path == null ? Mono.empty() : load(site, path, refresh);
        });
    }

    private Mono<Void> load(Site site, Path path, Refresh refresh) {
        CatalogFile file = new CatalogFile(path, json);
        return file.items(refresh.rows())
                .concatMap(
                        rows -> load(site, refresh, rows)
                                .then(site.remember(
                                        build -> build.filled(current(build).after(rows.size()))))
                                .then(Mono.fromRunnable(() -> site.moved(rows.size()))),
                        1)
                .then(site.remember(build -> build.filled(current(build).done())));
    }

    private Mono<Void> load(Site site, Refresh refresh, List<ItemUpsert> rows) {
        List<Received<ItemUpsert>> upserts = rows.stream()
                .map(row -> new Received<>(row, refresh.asOf().last(site.org(), row.itemId()), clock.instant()))
                .toList();
        return merge.replace(site.from(), site.into(), upserts)
                .doOnNext(all -> all.stream().findFirst().ifPresent(rejected -> {
                    throw new IllegalStateException("Item %s cannot be stored: %s"
                            .formatted(rejected.record().body().itemId(), rejected.reason()));
                }))
                .then();
    }

    private static Refresh current(Build build) {
        return Objects.requireNonNull(build.file());
    }

    private static @Nullable Path file(Order order) {
        return switch (order) {
            case Order.Anew anew -> anew.file();
            case Order.Resume resume -> resume.file();
            case Order.Back _ -> null;
        };
    }
}
