package com.lehnz.evaluation.log;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecordHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * How a CSV file is written.
 *
 * @param separator between the values of a row; a comma unless said otherwise
 * @param charset its name; UTF-8 unless said otherwise
 * @param header the columns' names, where the file's first row does not say them
 */
public record CsvFile(
        @Nullable String separator,
        @Nullable String charset,
        @Nullable List<String> header) {
    /** RFC 4180 with a header row. */
    public static final CsvFile STANDARD = new CsvFile(null, null, null);

    /**
     * Row by row, from column to value, without the blank values.
     *
     * @param file plain or .gz
     * @return to be closed
     * @throws IllegalArgumentException when there is no such file
     */
    public Stream<Map<String, String>> rows(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file " + file);
        }
        CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .fieldSeparator(Objects.requireNonNullElse(separator, ","))
                .allowExtraFields(true)
                .allowMissingFields(true)
                .build(handler(), open(file));
        return rows.stream().map(CsvFile::filled);
    }

    private NamedCsvRecordHandler handler() {
        return header == null ? NamedCsvRecordHandler.of() : NamedCsvRecordHandler.of(named -> named.header(header));
    }

    private Reader open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        InputStream bytes = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
        // A reader of our own replaces malformed input, of which real logs have some.
        return new InputStreamReader(bytes, charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset));
    }

    private static Map<String, String> filled(NamedCsvRecord row) {
        Map<String, String> filled = new LinkedHashMap<>();
        row.getFieldsAsMap().forEach((column, value) -> {
            if (!value.isBlank()) {
                filled.put(column, value);
            }
        });
        return filled;
    }
}
