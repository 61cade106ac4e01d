package com.lehnz.evaluation.report;

import static com.lehnz.evaluation.report.HtmlReport.number;
import static com.lehnz.evaluation.report.HtmlReport.text;

import com.lehnz.evaluation.metric.Estimate;
import com.lehnz.evaluation.metric.Metric;
import java.util.List;
import java.util.Objects;

/** One metric of all rankers as an SVG: a dot per mean, a line per confidence interval. */
final class Plot {
    private static final int WIDTH = 900;
    private static final int LABELS = 280;
    private static final int LINE = 24;
    private static final int TICKS = 5;

    private Plot() {}

    static String of(Report report, Metric metric) {
        List<Row> rows = report.rows();
        double most = rows.stream()
                .mapToDouble(row -> estimate(row, metric).high())
                .max()
                .orElse(1);
        double scale = (WIDTH - LABELS - 40) / Math.max(most, 1e-9);
        int bottom = rows.size() * LINE + 8;
        StringBuilder svg = new StringBuilder(number("<svg viewBox=\"0 0 %d %d\" role=\"img\">%n", WIDTH, bottom + 24));
        for (int tick = 0; tick <= TICKS; tick++) {
            double value = most * tick / TICKS;
            double x = LABELS + value * scale;
            svg.append(number(
                    "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"0\" y2=\"%2$d\" stroke=\"#dde3e9\"/>"
                            + "<text x=\"%1$.1f\" y=\"%3$d\" text-anchor=\"middle\">%4$.3f</text>%n",
                    x, bottom, bottom + 18, value));
        }
        for (int i = 0; i < rows.size(); i++) {
            svg.append(line(rows.get(i), estimate(rows.get(i), metric), scale, LINE * i + LINE / 2 + 4));
        }
        return svg.append("</svg>").toString();
    }

    private static String line(Row row, Estimate estimate, double scale, int y) {
        return number(
                "<text x=\"%1$d\" y=\"%2$d\" text-anchor=\"end\">%3$s</text>"
                        + "<line x1=\"%4$.1f\" x2=\"%6$.1f\" y1=\"%5$d\" y2=\"%5$d\" stroke=\"%7$s\" stroke-width=\"2\"/>"
                        + "<circle cx=\"%8$.1f\" cy=\"%5$d\" r=\"5\" fill=\"%7$s\"/>%n",
                LABELS - 12,
                y + 4,
                text(row.name()),
                LABELS + estimate.low() * scale,
                y,
                LABELS + estimate.high() * scale,
                row.service() ? "#0b6e4f" : "#8595a5",
                LABELS + estimate.mean() * scale);
    }

    private static Estimate estimate(Row row, Metric metric) {
        return Objects.requireNonNull(row.score().metrics().get(metric));
    }
}
