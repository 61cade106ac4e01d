package com.lehnz.imports;

import com.lehnz.web.Problem;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A CSV file after RFC 4180. Rows are numbered as a spreadsheet shows them: the header is the first. */
final class CsvRows implements Rows {
    /** What a spreadsheet or a language would take for a number. 007, 1e5 and long codes stay text. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d{1,30})?");

    private final RowText text;
    private final ImportKind kind;
    private final JsonMapper json;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> header;
    private long number;

    /** @param linesBefore blank ones, which count as rows */
    CsvRows(RowText text, long linesBefore, ImportKind kind, JsonMapper json) throws IOException {
        this.text = text;
        this.number = linesBefore;
        this.kind = kind;
        this.json = json;
        this.records = CsvReader.builder()
                .skipEmptyLines(false) // They count as rows.
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)
                .iterator();
        CsvRecord first = read();
        this.header = first == null
                ? List.of()
                : first.getFields().stream().map(String::strip).toList();
        CsvHeader.require(number, header, kind);
    }

    @Override
    public @Nullable Row next() throws IOException {
        CsvRecord record = read();
        while (record != null && isEmpty(record)) {
            record = read();
        }
        if (record == null) {
            return null;
        }
        if (record.getFieldCount() != header.size()) {
            return new Row.Broken(Problem.ofRow(
                    number,
                    "row",
                    "The row has %d values, the header has %d columns"
                            .formatted(record.getFieldCount(), header.size())));
        }
        return row(record);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public long characters() {
        return text.characters();
    }

    private Row row(CsvRecord record) {
        ObjectNode row = json.createObjectNode();
        ObjectNode free = json.createObjectNode();
        for (int i = 0; i < header.size(); i++) {
            String column = header.get(i);
            String value = record.getField(i);
            if (value.isEmpty()) {
                continue; // Nothing is said: what is there stays.
            }
            if (kind.columns().contains(column)) {
                row.put(column, value);
            } else if (column.equals(kind.free())) {
                ObjectNode object = object(value);
                if (object == null) {
                    return new Row.Broken(
                            Problem.ofRow(number, column, "'%s' must be a JSON object".formatted(column)));
                }
                free.setAll(object);
            } else if (NUMBER.matcher(value).matches()) {
                free.put(column, new BigDecimal(value));
            } else {
                free.put(column, value);
            }
        }
        if (!free.isEmpty()) {
            row.set(kind.free(), free);
        }
        return new Row.Read(number, row);
    }

    private @Nullable ObjectNode object(String value) {
        try {
            JsonNode node = json.readTree(value);
            return node instanceof ObjectNode object ? object : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static boolean isEmpty(CsvRecord record) {
        return record.getFieldCount() == 1 && record.getField(0).isEmpty();
    }

    private @Nullable CsvRecord read() throws IOException {
        text.nextRow();
        number++;
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            throw new UnreadableFileException(number, "row", "A quoted value does not end as it should");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
