package com.lehnz.imports;

import com.lehnz.catalog.ItemUpsert;
import com.lehnz.web.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** A catalog in a file, for whoever takes its items from there without a queue in between. */
public record CatalogFile(Path path, JsonMapper json) {
    private static final int NAMED = 10;
    private static final int MOST_ROWS = 500;
    private static final int MOST_CHARACTERS = 4_000_000;

    /** The same for the same content. Waits for the disk. */
    public String id() {
        requireThere();
        return file().id();
    }

    /**
     * Reads all of it. Waits for the disk.
     *
     * @return how many rows it has
     * @throws IllegalArgumentException naming rows that are malformed, if there are any
     */
    public long check() {
        requireThere();
        Inspection inspection = inspect();
        if (inspection.rows() == 0) {
            throw new IllegalArgumentException(path + ": there are no rows in the file");
        }
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

    private void requireThere() {
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("There is no file " + path);
        }
    }

    private Inspection inspect() {
        try {
            return new FileInspector(json).inspect(file(), Instant.now());
        } catch (UnreadableFileException e) {
            throw new IllegalArgumentException(
                    "%s: %s".formatted(path, line(e.problems().getFirst())), e);
        }
    }

    private static String line(Problem problem) {
        return "row %s, %s: %s".formatted(problem.row(), problem.field(), problem.message());
    }

    /**
     * In the order of the file, which has been checked; some at a time, which are not long together.
     *
     * @param after rows to leave out
     */
    public Flux<List<ItemUpsert>> items(long after) {
        RowParser parser = new RowParser(ImportKind.ITEMS, "", Instant.now(), json);
        return Flux.using(
                        () -> open(after),
                        open -> Flux.<List<ItemUpsert>>generate(sink -> {
                            List<ItemUpsert> portion = portion(open, parser);
                            if (portion.isEmpty()) {
                                sink.complete();
                            } else {
                                sink.next(portion);
                            }
                        }),
                        OpenFile::close)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private OpenFile open(long after) {
        OpenFile open = file().open(json);
        for (long row = 0; row < after; row++) {
            open.next();
        }
        return open;
    }

    private List<ItemUpsert> portion(OpenFile open, RowParser parser) {
        List<ItemUpsert> portion = new ArrayList<>();
        long end = open.rows().characters() + MOST_CHARACTERS;
        while (portion.size() < MOST_ROWS && open.rows().characters() < end) {
            Row row = open.next();
            if (row == null) {
                break;
            }
            if (!(parser.parse(row) instanceof RowParser.Parsed.Good good)) {
                throw new IllegalArgumentException(path + " has changed since it was checked");
            }
            portion.add((ItemUpsert) good.body());
        }
        return portion;
    }

    private ImportFile file() {
        return new ImportFile(path, ImportKind.ITEMS, Long.MAX_VALUE);
    }
}
