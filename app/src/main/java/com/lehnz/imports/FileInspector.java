package com.lehnz.imports;

import com.lehnz.web.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Reads a whole file to say what is wrong with it, before anything of it is imported. */
final class FileInspector {
    /** As many as of an array; the counts are of all. */
    static final int REPORTED = 1_000;

    private final JsonMapper json;

    FileInspector(JsonMapper json) {
        this.json = json;
    }

    /**
     * Waits for the disk.
     *
     * @throws UnreadableFileException when its rows cannot be told apart
     * @throws TooLargeFileException when it unpacks to too much
     */
    Inspection inspect(ImportFile file, Instant now) {
        RowParser parser = new RowParser(file.kind(), "", now, json);
        try (OpenFile open = file.open(json)) {
            return inspect(open, parser);
        }
    }

    private static Inspection inspect(OpenFile file, RowParser parser) {
        long rows = 0;
        long rejected = 0;
        List<Problem> errors = new ArrayList<>();
        for (Row row = file.next(); row != null; row = file.next()) {
            rows++;
            if (parser.parse(row) instanceof RowParser.Parsed.Bad(List<Problem> problems)) {
                rejected++;
                problems.stream().limit(REPORTED - errors.size()).forEach(errors::add);
            }
        }
        return new Inspection(file.format(), rows, rejected, errors);
    }
}
