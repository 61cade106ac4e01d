package com.lehnz.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.pipeline.Topic;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.TestEngines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import picocli.CommandLine;

/** The evaluation of a small log, from the file to the table, by way of a running service. */
@LehnzTest
class EvaluationIT {
    @Autowired
    private Shops shops;

    @TempDir
    private Path folder;

    private final StringWriter output = new StringWriter();

    @BeforeEach
    void writeFiles() throws IOException {
        Shop shop = shops.open();
        // What other tests left in the queues would be counted as this one's: the load goes by the numbers of the
        // service.
        shop.settle(Topic.ITEMS);
        shop.settle(Topic.EVENTS);
        Files.writeString(folder.resolve("env"), """
                LEHNZ_URL=%s
                LEHNZ_PK=%s
                LEHNZ_SK=%s
                LEHNZ_METRICS_TOKEN=%s
                """.formatted(
                        shops.uri(), shop.publishableKey(), shop.secretKey(), TestEngines.METRICS_TOKEN));
        Files.writeString(folder.resolve("mapping.yaml"), """
                event: view
                split: 2026-01-10
                columns: {user: user, item: item, session: visit, time: time}
                time-format: yyyy-MM-dd HH:mm
                attributes: {name: name}
                """);
        Files.writeString(folder.resolve("log.csv"), """
                user,item,name,visit,time
                ada,beans,Espresso coffee beans,1,2026-01-01 09:00
                ada,filter,Paper coffee filters,1,2026-01-01 09:10
                bob,boots,Leather hiking boots,2,2026-01-02 09:00
                bob,socks,Hiking socks,2,2026-01-02 09:05
                eve,grinder,Hand coffee grinder,3,2026-01-03 09:00
                eve,poles,Hiking poles,3,2026-01-03 09:05
                ada,grinder,Hand coffee grinder,4,2026-01-11 09:00
                bob,boots,Leather hiking boots,5,2026-01-11 09:00
                bob,poles,Hiking poles,5,2026-01-11 09:05
                """);
    }

    private void evaluate(String phase, String... arguments) {
        CommandLine command = new CommandLine(new Evaluate())
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(output, true));
        String[] shared = {"--mapping", path("mapping.yaml"), "--env", path("env"), path("log.csv")};
        String[] all = new String[1 + shared.length + arguments.length];
        all[0] = phase;
        System.arraycopy(shared, 0, all, 1, shared.length);
        System.arraycopy(arguments, 0, all, 1 + shared.length, arguments.length);
        assertThat(command.execute(all)).as(output.toString()).isZero();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String line(String start) {
        return output.toString()
                .lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line starts with " + start + " in\n" + output));
    }

    @Test
    void whatCustomersWantIsFoundAmongWhatIsNewToThem() {
        evaluate("load");
        evaluate("ask", "--protocol", "personalized", "--strategies", "personalized", "--html", path("report.html"));

        assertThat(output.toString()).contains("6 training and 3 test interactions", "6 items, 2 cases");
        // Ada's grinder and Bob's poles: of four items that are new to each, one is wanted, and all fit into the list.
        assertThat(line("personalized  ")).contains("service", "1.0000 ±0.0000").endsWith("100%");
        assertThat(line("popularity  ")).contains("baseline");
        assertThat(folder.resolve("report.html")).content().contains("<svg", "personalized");
    }

    @Test
    void sessionsAreReplayedClickByClick() {
        evaluate("load");
        evaluate("ask", "--protocol", "next-in-session", "--strategies", "similar,trending", "--html", path("r.html"));

        assertThat(output.toString()).contains("Asked round 1 of 1, 1 cases");
        assertThat(line("similar  ")).contains("service").endsWith("100%");
    }
}
