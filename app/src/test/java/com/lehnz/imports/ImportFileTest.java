package com.lehnz.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lehnz.web.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is read out of files as shops have them. */
class ImportFileTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HEADER = "item_id,item_type,status,name,price\n";

    @TempDir
    private Path folder = Path.of("");

    private ImportFile file(ImportKind kind, byte[] content) throws IOException {
        Path path = folder.resolve("file");
        Files.write(path, content);
        return new ImportFile(path, kind, 10_000_000);
    }

    private List<JsonNode> items(String content) throws IOException {
        return records(file(ImportKind.ITEMS, content.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<JsonNode> records(ImportFile file) {
        List<JsonNode> records = new ArrayList<>();
        try (OpenFile open = file.open(JSON)) {
            for (Row row = open.next(); row != null; row = open.next()) {
                assertThat(row).isInstanceOf(Row.Read.class);
                records.add(((Row.Read) row).record());
            }
        }
        return records;
    }

    private static String tidy(String json) {
        return JSON.readTree(json).toString();
    }

    private Inspection inspect(ImportKind kind, String content) throws IOException {
        return new FileInspector(JSON)
                .inspect(file(kind, content.getBytes(StandardCharsets.UTF_8)), Instant.parse("2026-06-01T12:00:00Z"));
    }

    @Test
    void columnsThatNobodyKnowsBecomeAttributesAndNumbersStayNumbers() throws IOException {
        List<JsonNode> items = items("""
                item_id,item_type,name,price,category,status,code,stock
                PROD-001,product,Wireless Headphones,149.99,Electronics,active,007,12
                PROD-002,product,"Shoes, ""running""
                and walking",89.99,,inactive,1e5,-3
                """);

        assertThat(items).extracting(JsonNode::toString).containsExactly(tidy("""
                        {"item_id": "PROD-001", "item_type": "product", "status": "active", "attributes":
                        {"name": "Wireless Headphones", "price": 149.99, "category": "Electronics", "code": "007", "stock": 12}}
                        """), tidy("""
                        {"item_id": "PROD-002", "item_type": "product", "status": "inactive", "attributes":
                        {"name": "Shoes, \\"running\\"\\nand walking", "price": 89.99, "code": "1e5", "stock": -3}}
                        """));
    }

    @Test
    void aColumnOfJsonFillsTheAttributes() throws IOException {
        assertThat(items("""
                item_id,item_type,status,attributes,price
                a,product,active,"{""tags"": [""x"", ""y""]}",5
                """).getFirst().path("attributes"))
                .hasToString(tidy("{\"tags\": [\"x\", \"y\"], \"price\": 5}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyKindOfLineEndWorks(String end) throws IOException {
        String csv = HEADER + "a,product,active,A,1\nb,product,active,B,2\n";
        assertThat(items(csv.replace("\n", end))).hasSize(2);
        assertThat(items("\uFEFF" + csv.strip().replace("\n", end))).hasSize(2);
        String lines = "{\"item_id\": \"a\"}\n\n{\"item_id\": \"b\"}";
        assertThat(items(lines.replace("\n", end))).hasSize(2);
    }

    @Test
    void theContentSaysWhatItIs() throws IOException {
        String array = " \n [{\"item_id\": \"a\"}, {\"item_id\": \"b\"}]\n";
        String lines = "{\"item_id\": \"a\"}\n{\"item_id\": \"b\"}\n";
        for (String content : List.of(array, lines, "\uFEFF" + array, "\uFEFF" + lines)) {
            assertThat(items(content))
                    .containsExactly(JSON.readTree("{\"item_id\": \"a\"}"), JSON.readTree("{\"item_id\": \"b\"}"));
        }
        assertThat(inspect(ImportKind.ITEMS, array).format()).isEqualTo(Format.JSON);
        assertThat(inspect(ImportKind.ITEMS, lines).format()).isEqualTo(Format.JSON_LINES);
        assertThat(inspect(ImportKind.ITEMS, HEADER).format()).isEqualTo(Format.CSV);
    }

    @Test
    void packedFilesAreUnpacked() throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] plain = (HEADER + "a,product,active,Ä,1\n").getBytes(StandardCharsets.UTF_8);
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(plain);
        }
        assertThat(records(file(ImportKind.ITEMS, bytes.toByteArray()))).hasSize(1);
        assertThat(file(ImportKind.EVENTS, bytes.toByteArray()).id())
                .as("the same events, sent again")
                .isEqualTo(file(ImportKind.EVENTS, plain).id());

        byte[] half = java.util.Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
        assertThatThrownBy(() -> records(file(ImportKind.ITEMS, half)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage("The gzip file is broken here");
    }

    @Test
    void aBombIsDefusedBeforeItIsUnpacked() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write((HEADER).getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 1_000_000; i++) {
                packed.write("a,product,active,A,1\n".getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThatThrownBy(() -> records(file(ImportKind.ITEMS, bytes.toByteArray())))
                .isInstanceOf(TooLargeFileException.class);
    }

    @Test
    void textInAnotherEncodingIsNotImportedAsNonsense() throws IOException {
        byte[] latin =
                (HEADER + "a,product,active,A,1\nb,product,active,Käse,1\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> records(file(ImportKind.ITEMS, latin)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage("The file is no UTF-8 here");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            item_id,name                    | item_type | The file has no column 'item_type'; its columns are: item_id, name
            item_id;item_type;status        | item_id   | The file has no column 'item_id'; its columns are: item_id;item_type;status
            item_id,item_type,status,       | row       | Column 4 has no name
            item_id,item_type,status,a,b,a  | a         | There are several columns 'a'
            """)
    void columnsAreCheckedBeforeRows(String header, String field, String message) {
        assertThatThrownBy(() -> items(header + "\n"))
                .isInstanceOfSatisfying(
                        UnreadableFileException.class,
                        refused -> assertThat(refused.problems()).contains(Problem.ofRow(1, field, message)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a,product,active                     | row       | The row has 3 values, the header has 5 columns
            a,product,active,A,1,2               | row       | The row has 6 values, the header has 5 columns
            ,product,active,A,1                  | item_id   | Missing mandatory field 'item_id'
            a,product,,A,1                       | status    | Missing mandatory field 'status'
            a,,active,A,1                        | item_type | Missing mandatory field 'item_type'
            a,product,archived,A,1               | status    | Invalid status 'archived': must be one of active, inactive, deleted
            """)
    void aMalformedRowIsReportedByTheNumberThatASpreadsheetShows(String row, String field, String message)
            throws IOException {
        Inspection found =
                inspect(ImportKind.ITEMS, HEADER + "x,product,active,X,1\n\n" + row + "\ny,product,active,Y,2\n");

        assertThat(found.rows()).isEqualTo(3);
        assertThat(found.rejected()).isEqualTo(1);
        assertThat(found.errors()).containsExactly(Problem.ofRow(4, field, message));
    }

    @Test
    void aMalformedLineOrElementLeavesTheOthersAlone() throws IOException {
        Inspection lines = inspect(ImportKind.USERS, """
                {"user_id": "a", "status": "active", "created_at": "2026-01-01T00:00:00Z"}
                {"user_id": "b", "status": "active", "created_at": "yesterday"}
                {"user_id": "c",
                [1]
                {"user_id": "d", "status": "active"}
                """);
        assertThat(lines.rows()).isEqualTo(5);
        assertThat(lines.rejected()).isEqualTo(4);
        assertThat(lines.errors()).extracting(Problem::row).containsExactly(2L, 3L, 4L, 5L);
        assertThat(lines.errors()).extracting(Problem::field).containsExactly("created_at", "row", "row", "created_at");

        Inspection array = inspect(ImportKind.EVENTS, """
                [{"user_id": "a", "event_name": "view"}, 7, {"user_id": "a"}, {"user_id": "a", "event_name": "own"}]
                """);
        assertThat(array.rows()).isEqualTo(4);
        assertThat(array.errors())
                .extracting(problem -> problem.row() + " " + problem.field())
                .containsExactly("2 row", "3 event_name", "4 event_family");
    }

    @Test
    void whatCannotBeToldApartIsNotGuessed() {
        for (String broken : List.of("[{\"item_id\": \"a\"}", "[{\"item_id\": \"a\"} {}]", "[] []", "[{\"a\": 1e}]")) {
            assertThatThrownBy(() -> items(broken)).as(broken).isInstanceOf(UnreadableFileException.class);
        }
        assertThatThrownBy(() -> items(HEADER + "a,product,active,\"A,1\nb,product,active,B,2\n"))
                .isInstanceOf(UnreadableFileException.class);
    }

    @Test
    void aRowWithoutEndIsNotCollectedInMemory() {
        String endless = "x".repeat(3_000_000);
        for (String content : List.of(
                HEADER + "a,product,active,\"" + endless + "\",1\n",
                "{\"item_id\": \"" + endless + "\"}\n",
                "[{\"item_id\": \"" + endless + "\"}]")) {
            assertThatThrownBy(() -> items(content))
                    .isInstanceOf(UnreadableFileException.class)
                    .hasMessage("A row has more than 1,000,000 characters");
        }
    }

    @Test
    void allBadRowsAreCountedThoughNotAllAreReported() throws IOException {
        Inspection found = inspect(ImportKind.ITEMS, HEADER + "a,product,wrong,A,1\n".repeat(2_500));

        assertThat(found.rejected()).isEqualTo(2_500);
        assertThat(found.errors()).hasSize(1_000);
    }

    @Test
    void blankLinesBeforeTheFirstRowCountAsRows() throws IOException {
        String bad = "x,product,wrong,X,1\n";

        assertThat(inspect(ImportKind.ITEMS, "\n \n" + HEADER + bad).errors())
                .extracting(Problem::row)
                .containsExactly(4L);
        assertThat(inspect(ImportKind.ITEMS, "\r\n{}\n").errors())
                .extracting(Problem::row)
                .containsOnly(2L);
        assertThatThrownBy(() -> inspect(ImportKind.ITEMS, "\nitem_id\n"))
                .isInstanceOfSatisfying(
                        UnreadableFileException.class,
                        e -> assertThat(e.problems()).extracting(Problem::row).containsOnly(2L));
    }

    @Test
    void blanksWithoutEndAreRefused() {
        assertThatThrownBy(() -> inspect(ImportKind.ITEMS, " ".repeat(1_100_000) + HEADER))
                .isInstanceOfSatisfying(
                        UnreadableFileException.class,
                        e -> assertThat(e.problems().getFirst().message()).contains("blank"));
    }

    @Test
    void whatAFileCallsItsFieldsDoesNotMakeProblemsLong() throws IOException {
        String name = "n".repeat(40_000);

        Problem problem = inspect(
                        ImportKind.ITEMS,
                        "{\"item_id\": \"x\", \"item_type\": \"product\", \"status\": \"active\", \"" + name
                                + "\": 1}\n")
                .errors()
                .getFirst();

        assertThat(problem.field()).startsWith("nnn").hasSizeLessThan(300);
        assertThat(problem.message()).contains("Unknown field").hasSizeLessThan(1_100);
        assertThatThrownBy(() -> inspect(ImportKind.ITEMS, HEADER.strip() + "," + name + "\n"))
                .isInstanceOf(UnreadableFileException.class);
    }
}
