package com.lehnz.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A CSV file (RFC 4180, a header row, plain or .gz) row by row, without its empty values. */
final class CsvRows implements AutoCloseable {
    private final Reader in;
    private final List<String> header;

    private CsvRows(Reader in) throws IOException {
        this.in = in;
        this.header = line();
    }

    static CsvRows open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        InputStream bytes = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        return new CsvRows(new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8)));
    }

    /** Null after the last. */
    @Nullable
    Map<String, String> next() throws IOException {
        List<String> values = line();
        if (values.isEmpty()) {
            return null;
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(header.size(), values.size()); i++) {
            if (!values.get(i).isBlank()) {
                row.put(header.get(i), values.get(i));
            }
        }
        return row;
    }

    /** The next line's values, at least one; empty at the end of the file. */
    private List<String> line() throws IOException {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        int before = -1;
        int c = in.read();
        while (c >= 0 && (quoted || c != '\n')) {
            if (c == '"') {
                quoted = !quoted;
                // A quote that opens again where one has just closed stands for itself.
                if (quoted && before == '"') {
                    value.append('"');
                }
            } else if (c == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else if (c != '\r' || quoted) {
                value.append((char) c);
            }
            before = c;
            c = in.read();
        }
        if (c >= 0 || !values.isEmpty() || value.length() > 0) {
            values.add(value.toString());
        }
        return values;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
