package com.lehnz.evaluation.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {
    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void anInvoiceIsABasketOfEveryProductOnce() throws IOException {
        Path log = file("retail.csv", """
                InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
                2,20002,"LAMP, RED",1,2011-03-02 09:00:00,2.50,,France
                1,10001,CUP,1,2011-03-01 09:00:00,1.00,7,France
                1,10001,CUP,2,2011-03-01 09:00:00,1.00,7,France
                1,10001,cup?,1,2011-03-01 09:00:00,1.00,7,France
                C3,10001,CUP,1,2011-03-01 09:00:00,1.00,7,France
                4,POST,POSTAGE,1,2011-03-01 09:00:00,1.00,7,France
                5,10001,CUP,-1,2011-03-01 09:00:00,1.00,7,France
                """);

        Log read = LogReader.read(Mapping.of("online-retail"), List.of(log), null);

        assertThat(read.interactions())
                .containsExactly(
                        new Interaction("7", true, "10001", "1", Instant.parse("2011-03-01T09:00:00Z")),
                        new Interaction("guest-2", false, "20002", "2", Instant.parse("2011-03-02T09:00:00Z")));
        assertThat(read.attributes().get("20002")).containsEntry("name", "LAMP, RED");
        assertThat(read.attributes().get("10001")).containsEntry("name", "CUP");
    }

    @Test
    void clicksKeepTheirOrderAndTheirRepetitions() throws IOException {
        Path log = file("clicks.tsv", "SessionId\tItemId\tTime\n9\ta\t10.5\n9\tb\t11\n9\ta\t12\n9\ta\t13\n");

        Log read = LogReader.read(Mapping.of("yoochoose"), List.of(log), null);

        assertThat(read.interactions().stream().map(Interaction::item)).containsExactly("a", "b", "a", "a");
        assertThat(read.interactions().getFirst().time()).isEqualTo(Instant.ofEpochMilli(10_500));
    }

    @Test
    void filmsHaveTheirTitlesAndGenres() throws IOException {
        Path log = file("u.data", "196\t242\t3\t881250949\n");
        Path items = file("u.item", "242|Kolya (1996)|24-Jan-1997||http://x|0|0|0|0|0|1|0|0|1|0|0|0|0|0|0|0|0|0|0\n");

        Log read = LogReader.read(Mapping.of("movielens-100k"), List.of(log), items);

        assertThat(read.attributes().get("242"))
                .isEqualTo(Map.of("name", "Kolya (1996)", "category", List.of("Comedy", "Drama")));
    }

    @Test
    void aLogOfOnesOwnTakesAMappingOfOnesOwn() throws IOException {
        Path mapping = file("mine.yaml", """
                event: view
                columns: {user: who, item: what, time: when}
                time-format: dd.MM.yyyy HH:mm
                """);
        Path log = file("mine.csv", "who,what,when\nada,lamp,24.12.2025 18:30\n");

        Log read = LogReader.read(Mapping.of(mapping.toString()), List.of(log), null);

        assertThat(read.interactions())
                .containsExactly(new Interaction("ada", true, "lamp", null, Instant.parse("2025-12-24T18:30:00Z")));
    }

    @Test
    void aMisspeltMappingIsRefused() throws IOException {
        Path misspelt = file("misspelt.yaml", "event: view\ncolumns: {user: u, item: i, time: t, sesion: s}\n");
        Path incomplete = file("incomplete.yaml", "event: view\ncolumns: {item: i, time: t}\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mapping.of(misspelt.toString()))
                .withMessageContaining("sesion");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mapping.of(incomplete.toString()))
                .withMessageContaining("columns.user");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mapping.of("online-retial"))
                .withMessageContaining("online-retial");
    }
}
