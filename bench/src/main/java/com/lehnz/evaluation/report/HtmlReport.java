package com.lehnz.evaluation.report;

import com.lehnz.evaluation.metric.Estimate;
import com.lehnz.evaluation.metric.Metric;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** A report as one HTML page that needs nothing else: a table, and a plot of every metric. */
public final class HtmlReport {
    private HtmlReport() {}

    public static String of(Report report) {
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <title>%1$s</title>
                <style>
                  body { font: 15px/1.5 system-ui, sans-serif; color: #1f2933; max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
                  table { border-collapse: collapse; margin: 1.5rem 0; font-variant-numeric: tabular-nums }
                  th, td { padding: .3rem .7rem; border-bottom: 1px solid #dde3e9; text-align: right; white-space: nowrap }
                  th:first-child, td:first-child { text-align: left }
                  small { color: #66788a }
                  .service td:first-child { color: #0b6e4f; font-weight: 600 }
                  svg { width: 100%%; height: auto }
                  svg text { font: 12px system-ui, sans-serif; fill: #1f2933 }
                </style>
                <h1>%1$s</h1>
                <p>%2$s</p>
                <p>Means over all cases, with 95 %% bootstrap confidence intervals. Green is the service, grey are baselines.</p>
                <table>
                <thead><tr><th></th>%3$s<th>coverage</th><th>novelty</th><th>served</th></tr></thead>
                <tbody>
                %4$s
                </tbody>
                </table>
                %5$s
                </html>
                """.formatted(
                text(report.title()),
                report.facts().stream().map(HtmlReport::text).collect(Collectors.joining("<br>")),
                Arrays.stream(Metric.values())
                        .map(metric -> "<th>%s</th>".formatted(report.label(metric)))
                        .collect(Collectors.joining()),
                report.rows().stream().map(HtmlReport::line).collect(Collectors.joining("\n")),
                Arrays.stream(Metric.values())
                        .map(metric -> "<h2>%s</h2>%n%s".formatted(report.label(metric), Plot.of(report, metric)))
                        .collect(Collectors.joining("\n")));
    }

    private static String line(Row row) {
        String estimates = Arrays.stream(Metric.values())
                .map(metric -> Objects.requireNonNull(row.score().metrics().get(metric)))
                .map(HtmlReport::cell)
                .collect(Collectors.joining());
        return "<tr%s><td>%s</td>%s<td>%s</td><td>%s</td><td>%s</td></tr>"
                .formatted(
                        row.service() ? " class=\"service\"" : "",
                        text(row.name()),
                        estimates,
                        number("%.3f", row.score().coverage()),
                        number("%.2f", row.score().novelty()),
                        row.served() == null ? "" : number("%.0f %%", 100 * row.served()));
    }

    private static String cell(Estimate estimate) {
        return number("<td>%.4f <small>[%.4f, %.4f]</small></td>", estimate.mean(), estimate.low(), estimate.high());
    }

    static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
