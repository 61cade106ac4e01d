package com.lehnz.imports;

import com.lehnz.web.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The first row of a CSV file that is not blank. */
final class CsvHeader {
    private static final int LONGEST_SHOWN = 200;
    private static final int LONGEST_NAME = 1_000;

    private CsvHeader() {}

    /** @throws UnreadableFileException when the columns are not those of such a file */
    static void require(long row, List<String> columns, ImportKind kind) {
        List<Problem> problems = new ArrayList<>();
        for (String column : kind.mandatory()) {
            if (!columns.contains(column)) {
                problems.add(Problem.ofRow(
                        row,
                        column,
                        "The file has no column '%s'; its columns are: %s".formatted(column, shown(columns))));
            }
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            if (column.isEmpty()) {
                problems.add(Problem.ofRow(row, "row", "Column %d has no name".formatted(i + 1)));
            } else if (column.length() > LONGEST_NAME) {
                problems.add(Problem.ofRow(
                        row,
                        "row",
                        "The name of column %d has more than %,d characters".formatted(i + 1, LONGEST_NAME)));
            } else if (!seen.add(column)) {
                problems.add(Problem.ofRow(row, column, "There are several columns '%s'".formatted(column)));
            }
        }
        if (!problems.isEmpty()) {
            throw new UnreadableFileException(problems);
        }
    }

    private static String shown(List<String> columns) {
        String all = String.join(", ", columns);
        return all.length() <= LONGEST_SHOWN ? all : all.substring(0, LONGEST_SHOWN) + "…";
    }
}
