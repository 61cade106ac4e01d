package com.lehnz.bench;

import com.lehnz.demo.DemoItem;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file of items of any size, of the rows of real catalogs: all of them, then all again under other ids.
 *
 * @param items the first of them as they are imported, for comparisons
 */
record ItemFile(Path path, long rows, List<DemoItem> items) {
    private static final int COMPARED = 5_000;
    private static final Set<String> MADE_UP = Set.of("item_id", "item_type", "status", "attributes");
    private static final String BROKEN = "sold";

    /**
     * @param catalogs CSV files, plain or .gz
     * @param bytes how long the file is to be, to a row
     * @param brokenEvery each so-manieth row has a status that there is none of; 0 for none
     */
    static ItemFile write(Path to, List<Path> catalogs, long bytes, int brokenEvery) throws IOException {
        Set<String> columns = columns(catalogs);
        List<String> header = new ArrayList<>(List.of("item_id", "item_type", "status"));
        header.addAll(columns);
        List<DemoItem> first = new ArrayList<>();
        long rows = 0;
        try (CsvWriter csv = CsvWriter.builder().build(to)) {
            csv.writeRecord(header);
            for (long before = -1; before < rows && isShorter(csv, to, bytes); ) {
                before = rows;
                for (Path catalog : catalogs) {
                    try (CsvReader<CsvRecord> all = open(catalog)) {
                        var each = all.iterator();
                        List<String> names = each.next().getFields();
                        while (each.hasNext() && (rows % 100 != 0 || isShorter(csv, to, bytes))) {
                            Map<String, String> values = values(names, each.next());
                            rows++;
                            boolean broken = brokenEvery > 0 && rows % brokenEvery == 0;
                            String id = "item-" + rows;
                            csv.writeRecord(row(id, broken ? BROKEN : "active", columns, values));
                            if (first.size() < COMPARED && !broken) {
                                first.add(new DemoItem(id, "product", "active", new LinkedHashMap<>(values)));
                            }
                        }
                    }
                }
            }
        }
        return new ItemFile(to, rows, first);
    }

    private static boolean isShorter(CsvWriter csv, Path file, long bytes) throws IOException {
        csv.flush();
        return Files.size(file) < bytes;
    }

    private static CsvReader<CsvRecord> open(Path catalog) throws IOException {
        InputStream raw = Files.newInputStream(catalog);
        return CsvReader.builder()
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(catalog.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw);
    }

    /** Those that are not blank, of columns that have a name. */
    private static Map<String, String> values(List<String> names, CsvRecord record) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(names.size(), record.getFieldCount()); i++) {
            String value = record.getField(i);
            if (!names.get(i).isBlank() && !value.isBlank()) {
                values.put(names.get(i), value);
            }
        }
        // What an import needs of its own is made up here.
        values.keySet().removeAll(MADE_UP);
        return values;
    }

    private static Set<String> columns(List<Path> catalogs) throws IOException {
        Set<String> columns = new LinkedHashSet<>();
        for (Path catalog : catalogs) {
            try (CsvReader<CsvRecord> rows = open(catalog)) {
                columns.addAll(rows.iterator().next().getFields());
            }
        }
        columns.removeIf(String::isBlank);
        columns.removeAll(MADE_UP);
        return columns;
    }

    private static List<String> row(String id, String status, Set<String> columns, Map<String, String> values) {
        List<String> row = new ArrayList<>(List.of(id, "product", status));
        for (String column : columns) {
            @Nullable String value = values.get(column);
            row.add(value == null ? "" : value);
        }
        return row;
    }

    long bytes() throws IOException {
        return Files.size(path);
    }
}
