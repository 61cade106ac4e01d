package com.lehnz.imports;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A file while its rows are read; to be closed. */
record OpenFile(Format format, Rows rows) implements AutoCloseable {

    /**
     * Null after the last row. Waits for the disk.
     *
     * @throws UnreadableFileException when no further row can be told apart
     * @throws TooLargeFileException when there is too much in it
     */
    @Nullable
    Row next() {
        try {
            return rows.next();
        } catch (IOException e) {
            throw translate(e, rows.number());
        }
    }

    /** What is wrong with the bytes, as a problem of the row that was being read. */
    static RuntimeException translate(IOException error, long row) {
        return switch (error) {
            case RowText.TooLongException e when e.isWholeFile() -> new TooLargeFileException(e);
            case RowText.TooLongException e -> new UnreadableFileException(row, "row", String.valueOf(e.getMessage()));
            case CharacterCodingException _ -> new UnreadableFileException(row, "row", "The file is no UTF-8 here");
            case ZipException _, EOFException _ ->
                new UnreadableFileException(row, "row", "The gzip file is broken here");
            default -> new UncheckedIOException(error);
        };
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
