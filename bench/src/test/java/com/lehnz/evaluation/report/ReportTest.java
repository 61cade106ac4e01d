package com.lehnz.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.evaluation.metric.Metric;
import com.lehnz.evaluation.metric.Score;
import com.lehnz.evaluation.metric.Score.Answer;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportTest {
    private static final Score SCORE =
            Score.of(List.of(new Answer(new int[] {0, 1}, Set.of(1))), new double[] {1, 0.5}, 2);
    private static final Report REPORT = new Report(
            "personalized on <log>",
            List.of("2 items & 1 case"),
            2,
            List.of(new Row("popularity", false, SCORE, null), new Row("personalized", true, SCORE, 0.98)));

    @Test
    void theTableHasALinePerRanker() {
        assertThat(TextTable.of(REPORT).lines())
                .anyMatch(line -> line.contains("Recall@2") && line.contains("coverage"))
                .anyMatch(line -> line.startsWith("popularity ") && line.contains("0.6309 ±0.0000"))
                .anyMatch(line -> line.startsWith("personalized ") && line.endsWith("98%"));
    }

    @Test
    void thePageNeedsNothingFromElsewhere() {
        assertThat(HtmlReport.of(REPORT))
                .contains("personalized on &lt;log&gt;", "2 items &amp; 1 case", "[0.6309, 0.6309]")
                .doesNotContain("http", "src=", "@import");
    }

    @Test
    void everyPlotIsWellFormed() throws Exception {
        for (Metric metric : Metric.values()) {
            var svg = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(Plot.of(REPORT, metric))));
            assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(2);
        }
    }
}
