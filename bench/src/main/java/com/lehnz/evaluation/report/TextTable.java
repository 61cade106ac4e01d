package com.lehnz.evaluation.report;

import com.lehnz.evaluation.metric.Estimate;
import com.lehnz.evaluation.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A report for a terminal. */
public final class TextTable {
    private TextTable() {}

    /** Confidence intervals as half of their width behind each mean. */
    public static String of(Report report) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(header(report));
        report.rows().forEach(row -> cells.add(cells(row)));
        int[] widths = IntStream.range(0, cells.getFirst().size())
                .map(column -> cells.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder(report.title()).append('\n');
        report.facts().forEach(fact -> text.append(fact).append('\n'));
        text.append('\n');
        for (List<String> line : cells) {
            text.append(("%-" + widths[0] + "s").formatted(line.getFirst()));
            for (int column = 1; column < widths.length; column++) {
                text.append(("  %" + widths[column] + "s").formatted(line.get(column)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static List<String> header(Report report) {
        List<String> header = new ArrayList<>(List.of("", ""));
        for (Metric metric : Metric.values()) {
            header.add(report.label(metric));
        }
        header.addAll(List.of("coverage", "novelty", "served"));
        return header;
    }

    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>(List.of(row.name(), row.service() ? "service" : "baseline"));
        for (Metric metric : Metric.values()) {
            Estimate estimate = row.score().metrics().get(metric);
            cells.add(estimate == null ? "" : number("%.4f ±%.4f", estimate.mean(), estimate.margin()));
        }
        cells.add(number("%.3f", row.score().coverage()));
        cells.add(number("%.2f", row.score().novelty()));
        cells.add(row.served() == null ? "" : number("%.0f%%", 100 * row.served()));
        return cells;
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
