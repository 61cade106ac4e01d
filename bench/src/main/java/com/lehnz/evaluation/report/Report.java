package com.lehnz.evaluation.report;

import com.lehnz.evaluation.metric.Metric;
import java.util.List;

/**
 * @param title protocol and log
 * @param facts what was measured on, a line each
 * @param k the length of the lists
 */
public record Report(String title, List<String> facts, int k, List<Row> rows) {

    String label(Metric metric) {
        return metric.label() + "@" + k;
    }
}
