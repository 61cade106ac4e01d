package com.lehnz.imports;

import com.lehnz.engine.Sha256;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file on this machine's disk. What it is, its content says: nobody has to give it the right name or type.
 *
 * @param longest characters that are read of it at most, unpacked
 */
record ImportFile(Path path, ImportKind kind, long longest) {
    private static final int BUFFER = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * To be closed. Waits for the disk.
     *
     * @throws UnreadableFileException when not even its beginning is readable
     */
    OpenFile open(JsonMapper json) {
        try {
            InputStream bytes = Files.newInputStream(path);
            try {
                return open(new BufferedReader(text(bytes), BUFFER), json);
            } catch (IOException | RuntimeException e) {
                bytes.close();
                throw e;
            }
        } catch (IOException e) {
            throw OpenFile.translate(e, 1);
        }
    }

    private OpenFile open(BufferedReader reader, JsonMapper json) throws IOException {
        long linesBefore = skipBlank(reader);
        Format format = format(reader);
        RowText text = new RowText(reader, longest);
        return new OpenFile(
                format,
                switch (format) {
                    case CSV -> new CsvRows(text, linesBefore, kind, json);
                    case JSON -> new JsonArrayRows(text, kind, json);
                    case JSON_LINES -> new JsonLinesRows(text, linesBefore, kind, json);
                });
    }

    /** The same for the same content, packed or not, different for any other. Waits for the disk. */
    String id() {
        try (InputStream bytes = Files.newInputStream(path)) {
            return Sha256.hex(unpacked(bytes)).substring(0, 32);
        } catch (IOException e) {
            throw OpenFile.translate(e, 1);
        }
    }

    private static InputStream unpacked(InputStream raw) throws IOException {
        InputStream bytes = new BufferedInputStream(raw, BUFFER);
        bytes.mark(2);
        boolean packed = bytes.read() == 0x1F && bytes.read() == 0x8B;
        bytes.reset();
        return packed ? new GZIPInputStream(bytes, BUFFER) : bytes;
    }

    /** What is no UTF-8 is an error and not a question mark. */
    private static Reader text(InputStream raw) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return new InputStreamReader(unpacked(raw), decoder);
    }

    /**
     * Leaves the reader at the first character that counts.
     *
     * @return how many lines there are before the one that it is in
     */
    private static long skipBlank(BufferedReader reader) throws IOException {
        long lines = 0;
        for (int blank = 0; blank <= RowText.LONGEST_ROW; blank++) {
            reader.mark(1);
            int next = reader.read();
            if (!Character.isWhitespace(next) && next != BYTE_ORDER_MARK) {
                reader.reset();
                return lines;
            }
            if (next == '\n') {
                lines++;
            }
        }
        throw new RowText.TooLongException(
                "The file begins with more than %,d blank characters".formatted(RowText.LONGEST_ROW), false);
    }

    private static Format format(BufferedReader reader) throws IOException {
        reader.mark(1);
        int first = reader.read();
        reader.reset();
        return switch (first) {
            case '[' -> Format.JSON;
            case '{' -> Format.JSON_LINES;
            default -> Format.CSV;
        };
    }
}
