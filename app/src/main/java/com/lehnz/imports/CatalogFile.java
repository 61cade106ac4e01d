package com.lehnz.imports;

import com.lehnz.catalog.ItemUpsert;
import com.lehnz.web.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** A catalog in a file, for whoever takes its items from there without a queue in between. */
public record CatalogFile(Path path, JsonMapper json) {
    private static final int NAMED = 10;

    /** The same for the same content. Waits for the disk. */
    public String id() {
        return file().id();
    }

    /**
     * Reads all of it. Waits for the disk.
     *
     * @return how many rows it has
     * @throws IllegalArgumentException naming rows that are malformed, if there are any
     */
    public long check() {
        Inspection inspection = new FileInspector(json).inspect(file(), Instant.now());
        if (inspection.rejected() > 0) {
            throw new IllegalArgumentException("%s: %,d of %,d rows are malformed.%n%s"
                    .formatted(
                            path,
                            inspection.rejected(),
                            inspection.rows(),
                            inspection.errors().stream()
                                    .limit(NAMED)
                                    .map(CatalogFile::line)
                                    .collect(Collectors.joining(System.lineSeparator()))));
        }
        return inspection.rows();
    }

    private static String line(Problem problem) {
        return "row %s, %s: %s".formatted(problem.row(), problem.field(), problem.message());
    }

    /** In the order of the file, which has been checked. */
    public Flux<ItemUpsert> items() {
        RowParser parser = new RowParser(ImportKind.ITEMS, "", Instant.now(), json);
        return Flux.using(
                        () -> file().open(json),
                        open -> Flux.<ItemUpsert>generate(sink -> {
                            Row row = open.next();
                            if (row == null) {
                                sink.complete();
                                return;
                            }
                            switch (parser.parse(row)) {
                                case RowParser.Parsed.Good good -> sink.next((ItemUpsert) good.body());
                                case RowParser.Parsed.Bad _ ->
                                    sink.error(
                                            new IllegalArgumentException(path + " has changed since it was checked"));
                            }
                        }),
                        OpenFile::close)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private ImportFile file() {
        return new ImportFile(path, ImportKind.ITEMS, Long.MAX_VALUE);
    }
}
