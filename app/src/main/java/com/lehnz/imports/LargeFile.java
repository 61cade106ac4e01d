package com.lehnz.imports;

import com.lehnz.web.Problem;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of any size at its owner's, who uploads it in parts. It is checked as the service would check it, so that the
 * parts have no malformed rows, and problems have the numbers of its own rows.
 */
public final class LargeFile {
    private final ImportFile file;
    private final Instant now;
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    public LargeFile(Path path, ImportKind kind, Instant now) {
        this.file = new ImportFile(path, kind, Long.MAX_VALUE);
        this.now = now;
    }

    /** @param problems of malformed rows, of the first thousand or so */
    public record Check(long rows, long rejected, List<Problem> problems) {}

    /**
     * Reads all of it.
     *
     * @throws UnreadableFileException when its rows cannot be told apart
     */
    public Check check() {
        Inspection found = new FileInspector(json).inspect(file, now);
        return new Check(found.rows(), found.rejected(), found.errors());
    }

    /** The good rows as files of JSON lines, one after the other; to be closed. */
    public Parts parts(long bytes) {
        return new Parts(file.open(json), new RowParser(file.kind(), file.id(), now, json), bytes);
    }

    /** What is left of a file to be cut up. */
    public final class Parts implements AutoCloseable {
        private final OpenFile open;
        private final RowParser parser;
        private final long most;
        private @Nullable Row next;

        private Parts(OpenFile open, RowParser parser, long most) {
            this.open = open;
            this.parser = parser;
            this.most = most;
            this.next = nextGood();
        }

        /**
         * Writes the next part.
         *
         * @return whether there was anything left
         */
        public boolean write(Path to) throws IOException {
            if (next == null) {
                return false;
            }
            long bytes = 0;
            try (BufferedWriter out = Files.newBufferedWriter(to)) {
                while (next instanceof Row.Read read && bytes < most) {
                    String line = json.writeValueAsString(read.record());
                    out.write(line);
                    out.write('\n');
                    bytes += line.getBytes(StandardCharsets.UTF_8).length + 1;
                    next = nextGood();
                }
            }
            return true;
        }

        /** With the id that an event without one gets: it does not depend on where the file is cut. */
        private @Nullable Row nextGood() {
            Row row = open.next();
            while (row != null && parser.parse(row) instanceof RowParser.Parsed.Bad) {
                row = open.next();
            }
            return row;
        }

        @Override
        public void close() {
            open.close();
        }
    }
}
