package com.lehnz.reindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lehnz.engine.Generation;
import com.lehnz.engine.Index;
import com.lehnz.engine.ItemFeatures;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A file takes the place of the catalog. */
@LehnzTest
class RefreshIT {
    @Autowired
    private Shops shops;

    @Autowired
    private Reindexer reindexer;

    @Autowired
    private DryRun dryRun;

    @Autowired
    private ItemsGenerations generations;

    @TempDir
    private Path folder;

    private Shop shop;
    private Stored stored;
    private String built = "";

    @BeforeEach
    void open() {
        shop = shops.open();
        stored = new Stored(TestEngines.shared(), shop.org());
        shop.upsertItems(List.of(
                Shop.item("tea", Map.of("name", "Green tea", "price", 5, "grams", 100)),
                Shop.item("pot", Map.of("name", "Cast iron teapot", "price", 50)),
                Shop.item("mug", Map.of("name", "Mug", "price", 9))));
        shop.track(List.of(
                Shop.event("ada", "purchase", "tea"),
                Shop.event("ada", "click", "mug"),
                Shop.event("ada", "click", "not loaded yet")));
        stored.weigh("tea", ItemFeatures.BOUGHT_WITH, Map.of("pot", 0.5));
    }

    @Test
    void theCatalogIsWhatTheFileSaysAndWhatIsKnownOfItsItemsStays() throws IOException {
        JsonNode before = shop.storedItem("tea");

        refresh(Missing.DELETE);

        JsonNode tea = shop.storedItem("tea");
        assertThat(tea.path("attributes").has("grams")).isFalse();
        assertThat(tea.path("attributes").path("price").asInt()).isEqualTo(6);
        assertThat(tea.path("price").asInt()).isEqualTo(6);
        for (String same : List.of(
                "vector",
                "created_at",
                "popular_at",
                "trending_at",
                "counted",
                ItemFeatures.BOUGHT_WITH,
                "text_hash")) {
            assertThat(tea.path(same)).as(same).isEqualTo(before.path(same));
        }
        assertThat(shop.storedItem("cup").path("status").asString()).isEqualTo("active");
        assertThat(shop.storedItem("not loaded yet").has("popular_at"))
                .as("signals of an item to come")
                .isTrue();
        shop.awaitRecommendation(
                Map.of("strategy", "popular"),
                data -> assertThat(Shop.itemsOf(data)).containsExactlyInAnyOrder("tea", "cup"));
    }

    @Test
    void whoeverWaitedForAnItemOfTheFileHasItInTheirTaste() throws IOException {
        shop.track(List.of(Shop.event("bob", "click", "cup")));
        assertThat(shop.stored(Index.USERS, "bob").path("waiting_for").toString())
                .contains("cup");

        refresh(Missing.DELETE);

        JsonNode bob = shop.stored(Index.USERS, "bob");
        assertThat(bob.path("waiting_for")).isEmpty();
        assertThat(bob.path("vectors")).isNotEmpty();
    }

    @Test
    void aDryRunSaysWhatWouldBeAndChangesNothing() throws IOException {
        shop.upsertItems(List.of(Map.of("item_id", "mug", "status", "deleted"), Shop.item("tray", Map.of())));

        Preview preview = dryRun.of(shop.org(), new Order.Anew(catalog(), Missing.DELETE, false))
                .block();

        String index = "lehnz-items-" + shop.org();
        assertThat(Objects.requireNonNull(preview).lines())
                .containsExactly(
                        "%s-1 with 5 documents would be followed by %s-2: vectors are copied.".formatted(index, index),
                        "The file has 2 rows: 1 items would be new, 2 live items are not in it.");
        assertThat(generations
                        .of(shop.org())
                        .map(Generation::name)
                        .collectList()
                        .block())
                .containsExactly(index + "-1");
        assertThat(shop.storedItem("tea").path("attributes").path("grams").asInt())
                .isEqualTo(100);
    }

    @Test
    void whatIsNotInTheFileBecomesDeleted() throws IOException {
        JsonNode before = shop.storedItem("mug");

        refresh(Missing.DELETE);

        JsonNode mug = shop.storedItem("mug");
        assertThat(mug.path("status").asString()).isEqualTo("deleted");
        assertThat(mug.path("popular_at")).isEqualTo(before.path("popular_at"));
        shop.upsertItems(List.of(Map.of("item_id", "mug", "status", "active")));
        shop.awaitItems(3);
    }

    @Test
    void orIsDropped() throws IOException {
        refresh(Missing.DROP);

        assertThat(stored.items()).containsOnlyKeys("tea", "cup", "not loaded yet");
    }

    @Test
    void upsertsThatComeMeanwhileComeOnTopOfTheFile() throws IOException {
        build(Missing.DROP);
        shop.upsertItems(List.of(
                Shop.item("tea", Map.of("price", 7)),
                Shop.item("pot", Map.of("name", "Glass teapot")),
                Shop.item("tray", Map.of("name", "Tray"))));
        shop.track(List.of(Shop.event("bob", "purchase", "tray"), Shop.event("bob", "purchase", "cup")));
        finish();

        assertThat(shop.storedItem("tea").path("attributes")).isEqualTo(json("{'name': 'Green tea', 'price': 7}"));
        assertThat(shop.storedItem("pot").path("attributes")).isEqualTo(json("{'name': 'Glass teapot'}"));
        assertThat(shop.storedItem("tray").has("popular_at")).isTrue();
        assertThat(shop.storedItem("cup").has("popular_at")).isTrue();
        assertThat(stored.items()).containsOnlyKeys("tea", "cup", "pot", "tray", "not loaded yet");
    }

    @Test
    void goingBackBringsTheCatalogBackWithWhatCameSince() throws IOException {
        JsonNode before = shop.storedItem("pot");
        refresh(Missing.DROP);
        shop.upsertItems(List.of(Shop.item("tea", Map.of("price", 7)), Shop.item("tray", Map.of("name", "Tray"))));
        shop.track(List.of(Shop.event("bob", "purchase", "tea"), Shop.event("bob", "purchase", "tray")));
        JsonNode refreshed = shop.storedItem("tea");

        build(new Order.Back(false));
        finish();

        JsonNode tea = shop.storedItem("tea");
        assertThat(tea.path("attributes").path("grams").asInt()).isEqualTo(100);
        assertThat(tea.path("attributes").path("price").asInt()).isEqualTo(7);
        assertThat(tea.path("popular_at")).isEqualTo(refreshed.path("popular_at"));
        assertThat(shop.storedItem("pot")).isEqualTo(before);
        assertThat(shop.storedItem("tray").has("popular_at")).isTrue();
        assertThat(stored.items()).containsOnlyKeys("tea", "mug", "pot", "tray", "not loaded yet");
    }

    @Test
    void aMalformedFileChangesNothing() throws IOException {
        Path file = folder.resolve("broken.csv");
        Files.writeString(file, "item_id,item_type,status,name\ntea,product,sold,Tea\n");

        assertThatThrownBy(() -> reindexer
                        .build(shop.org(), new Order.Anew(file, Missing.DROP, false), Progress.SILENT)
                        .block())
                .hasMessageContaining("status");

        assertThat(generations
                        .of(shop.org())
                        .map(Generation::number)
                        .collectList()
                        .block())
                .containsExactly(1);
        assertThatThrownBy(this::finish).hasMessageContaining("being built no more");
    }

    @Test
    void aFileWithoutRowsEmptiesNoCatalog() throws IOException {
        for (String nothing : List.of("item_id,item_type,status,name\n", "[]", "")) {
            Path file = Files.writeString(folder.resolve("empty"), nothing);
            assertThatThrownBy(() -> build(new Order.Anew(file, Missing.DROP, false)))
                    .hasMessageContaining("empty: ");
        }
    }

    @Test
    void whatHadNoFileIsNotResumedWithOne() throws IOException {
        build(new Order.Anew(null, Missing.DELETE, false));
        assertThatThrownBy(() -> resume(catalog())).hasMessageContaining("had no file");

        build(Missing.DROP);
        assertThatThrownBy(() -> resume(catalog(), Missing.DELETE)).hasMessageContaining("--missing drop");
    }

    @Test
    void whatIsHalfBuiltStaysUntilSomethingCanTakeItsPlace() throws IOException {
        build(Missing.DROP);

        assertThatThrownBy(() -> reindexer
                        .build(
                                shop.org(),
                                new Order.Anew(folder.resolve("catt.csv"), Missing.DROP, false),
                                Progress.SILENT)
                        .block())
                .hasMessageContaining("catt.csv");

        resume(catalog(), Missing.DROP);
        finish();
        assertThat(stored.items()).containsOnlyKeys("tea", "cup", "not loaded yet");
    }

    @Test
    void afterAnInterruptionOnlyTheSameFileGoesOn() throws IOException {
        Path file = catalog();
        assertThatThrownBy(() -> reindexer
                        .build(shop.org(), new Order.Anew(file, Missing.DROP, false), (done, total) -> {
                            throw new IllegalStateException("pulled the plug");
                        })
                        .block())
                .hasMessageContaining("pulled the plug");
        Path other = folder.resolve("other.csv");
        Files.writeString(other, "item_id,item_type,status\nother,product,active\n");

        assertThatThrownBy(() -> resume(other, Missing.DROP)).hasMessageContaining("is not the file");
        resume(file, Missing.DROP);
        finish();

        assertThat(stored.items()).containsOnlyKeys("tea", "cup", "not loaded yet");
    }

    private JsonNode json(String quoted) {
        return shop.json().readTree(quoted.replace('\'', '"'));
    }

    private void resume(Path file) {
        resume(file, Missing.DELETE);
    }

    private void resume(Path file, Missing missing) {
        build(new Order.Resume(file, missing, false));
    }

    private void refresh(Missing missing) throws IOException {
        build(missing);
        finish();
    }

    private void build(Missing missing) throws IOException {
        build(new Order.Anew(catalog(), missing, false));
    }

    private void build(Order order) {
        built = Objects.requireNonNull(
                reindexer.build(shop.org(), order, Progress.SILENT).block());
    }

    private void finish() {
        reindexer.finish(shop.org(), built, 1, Progress.SILENT).block();
    }

    private Path catalog() throws IOException {
        Path file = folder.resolve("catalog.csv");
        return Files.writeString(file, """
                item_id,item_type,status,name,price
                tea,product,active,Green tea,6
                cup,product,active,"Cup, blue",7
                """);
    }
}
