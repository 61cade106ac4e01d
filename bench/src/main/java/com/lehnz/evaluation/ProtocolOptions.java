package com.lehnz.evaluation;

import com.lehnz.evaluation.protocol.Experiment;
import com.lehnz.evaluation.protocol.Protocol;
import com.lehnz.evaluation.report.HtmlReport;
import com.lehnz.evaluation.report.Report;
import com.lehnz.evaluation.report.Row;
import com.lehnz.evaluation.report.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to ask of the log, and where to put the answer. */
final class ProtocolOptions {
    @Mixin
    LogOptions log = new LogOptions();

    @Option(
            names = "--protocol",
            required = true,
            description = "personalized, frequently-bought-together, next-in-session or next-new-in-session.")
    private String protocol = "";

    @Option(
            names = "--html",
            defaultValue = ".lehnz/evaluation.html",
            description = "Where the page with the plots goes (default: ${DEFAULT-VALUE}).")
    private Path html = Path.of(".lehnz/evaluation.html");

    Experiment experiment() throws IOException {
        return Protocol.parse(protocol).of(log.parts());
    }

    void report(Experiment experiment, List<Row> rows, Consumer<String> say) throws IOException {
        Report report = new Report(
                "%s on %s".formatted(protocol, log.mappingName()),
                List.of(
                        "%,d training and %,d test interactions, %s"
                                .formatted(
                                        log.parts().training().size(),
                                        log.parts().test().size(),
                                        log.splitText()),
                        "%,d items, %,d cases"
                                .formatted(
                                        experiment.catalog().size(),
                                        experiment.cases().size())),
                experiment.k(),
                rows);
        Files.createDirectories(Objects.requireNonNull(html.toAbsolutePath().getParent()));
        Files.writeString(html, HtmlReport.of(report));
        say.accept("");
        say.accept(TextTable.of(report));
        say.accept("The same with plots: " + html);
    }
}
