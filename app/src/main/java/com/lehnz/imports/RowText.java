package com.lehnz.imports;

import java.io.IOException;
import java.io.Reader;

/** A file's text that no single row may make us hold too much of, nor all of them together. */
final class RowText extends Reader {
    /** As long as a request with a single record may be. */
    static final int LONGEST_ROW = 1_000_000;

    /** What parsers read ahead of the row that they are at. */
    private static final int CHUNK = 8 * 1024;

    private final Reader text;
    private final long longest;
    private long read;
    private long rowMayEndAt = LONGEST_ROW;

    /** @param longest characters of the whole text at most */
    RowText(Reader text, long longest) {
        this.text = text;
        this.longest = longest;
    }

    /** Whoever reads is about to begin with another row. */
    void nextRow() {
        rowMayEndAt = read + LONGEST_ROW;
    }

    /** Characters so far. */
    long characters() {
        return read;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = text.read(buffer, offset, Math.min(length, CHUNK));
        if (count > 0) {
            read += count;
        }
        if (read > longest) {
            throw new TooLongException("The file holds more than %,d characters".formatted(longest), true);
        }
        if (read > rowMayEndAt) {
            throw new TooLongException("A row has more than %,d characters".formatted(LONGEST_ROW), false);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    static final class TooLongException extends IOException {
        private final boolean wholeFile;

        TooLongException(String message, boolean wholeFile) {
            super(message);
            this.wholeFile = wholeFile;
        }

        boolean isWholeFile() {
            return wholeFile;
        }
    }
}
