package com.lehnz.cli;

import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.Generation;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.TestEngines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** The options of {@code ./lehnz reindex}, as an operator types them. */
@LehnzTest
class ReindexCommandIT {
    @Autowired
    private Shops shops;

    @Autowired
    private ItemsGenerations generations;

    @TempDir
    private Path folder;

    private Shop shop;
    private String catalog;

    @BeforeEach
    void openShop() throws IOException {
        shop = shops.open();
        shop.upsertItems(List.of(
                item("tea", Map.of("name", "Tea")),
                item("cup", Map.of("name", "Cup")),
                item("mug", Map.of("name", "Mug"))));
        Path file = folder.resolve("catalog.csv");
        Files.writeString(
                file, "item_id,item_type,status,name\ntea,product,active,Green tea\npot,product,active,Pot\n");
        catalog = file.toString();
    }

    @Test
    void aDryRunSaysWhatWouldBe() {
        assertThat(run("--dry-run").get(0)).contains("with 3 documents would be followed by");
        assertThat(run("--dry-run", "--from", catalog, "--missing", "drop").get(1))
                .isEqualTo("The file has 2 rows: 1 items would be new, 2 live items are not in it.");
        assertThat(numbers()).containsExactly(1);
    }

    @Test
    void aFileTakesTheCatalogsPlaceAndGoesAgain() {
        assertThat(run("--from", catalog, "--missing", "delete").getLast()).contains("has taken the place of");
        assertThat(shop.storedItem("mug").path("status").asString()).isEqualTo("deleted");
        assertThat(shop.storedItem("tea").path("name").asString()).isEqualTo("Green tea");

        run("--rollback");
        assertThat(shop.storedItem("mug").path("status").asString()).isEqualTo("active");

        run("--from", catalog, "--missing", "drop", "--keep", "2");
        assertThat(shop.storedItem("mug").isMissingNode()).isTrue();
        assertThat(numbers()).containsExactly(1, 2, 3);

        run("--keep", "0");
        assertThat(numbers()).containsExactly(4);
        assertThat(run("--rollback").getLast()).contains("no older generation");
        assertThat(run("--resume").getLast()).startsWith("There is nothing to resume");
    }

    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        generations
                .of(shop.org())
                .map(Generation::number)
                .doOnNext(numbers::add)
                .blockLast();
        return numbers;
    }

    /** @return what it printed, errors last */
    private List<String> run(String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> arguments =
                new ArrayList<>(List.of("reindex", "--org", shop.org().value()));
        arguments.addAll(List.of(options));
        for (String setting : TestEngines.settings(TestEngines.shared())) {
            arguments.add("--" + setting);
        }
        Lehnz.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        return (out.toString() + err).lines().toList();
    }
}
