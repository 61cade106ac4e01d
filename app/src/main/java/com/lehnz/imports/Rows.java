package com.lehnz.imports;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a file, one after the other. */
sealed interface Rows extends Closeable permits CsvRows, JsonArrayRows, JsonLinesRows {

    /**
     * Null after the last one.
     *
     * @throws UnreadableFileException when no further row can be told apart
     * @throws IOException when the file's bytes are no text, or too many
     */
    @Nullable
    Row next() throws IOException;

    /** How many rows have been begun so far, a header row included. */
    long number();

    /** How many characters have been read so far, a few thousand of the rows to come included. */
    long characters();
}
