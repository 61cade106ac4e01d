package com.lehnz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.ItemsGenerations;
import com.lehnz.engine.OrgId;
import com.lehnz.indextemplates.ItemsGeneration;
import com.lehnz.pipeline.DeadLetterFile;
import com.lehnz.pipeline.PipelineProperties;
import com.lehnz.pipeline.Topic;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.RawKafka;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Somebody finds out why records were set aside, mends it, and sends them on their way again. */
@LehnzTest
class DeadLettersIT {
    @Autowired
    private Shops shops;

    @Autowired
    private ItemsGenerations generations;

    @Autowired
    private ItemsGeneration generation;

    @Autowired
    private PipelineProperties properties;

    @Test
    void whatIsMendedCanBeReplayedOnce() {
        OrgId org = OrgId.random();
        OrgId other = OrgId.random();
        Shop shop = shops.open();
        shop.upsertItems(List.of(Shop.item("first", Map.of())));
        String item = "{\"item_id\": \"boots\", \"attributes\": {\"name\": \"Bøots\"}}";
        RawKafka kafka = new RawKafka(TestEngines.shared());
        kafka.send(Topic.ITEMS, org + ":boots", item.getBytes(StandardCharsets.UTF_8));
        kafka.send(Topic.ITEMS, org + ":noise", new byte[] {(byte) 0xff, 1});
        kafka.send(Topic.ITEMS, other + ":boots", item.getBytes(StandardCharsets.UTF_8));
        shop.settle(Topic.ITEMS);

        String list = run("list", "--org", org.value());
        assertThat(list)
                .contains("there is no index for it", "unreadable", "2 dead letters")
                .doesNotContain(other.value());
        assertThat(run("list", "--org", org.value(), "--limit", "1")).contains("the oldest 1 printed");
        assertThat(run("list", "--org", org.value(), "--topic", "lehnz.users")).contains("0 dead letters");
        assertThat(run("show", idOf(org + ":boots"))).contains(item, "there is no index for it", org + ":boots");
        assertThat(run("show", idOf(org + ":noise"))).contains("2 bytes, no text", "/wE=");

        generations.createFirst(org, generation).block();
        assertThat(run("replay", "--all", "--org", org.value(), "--reason-contains", "no index"))
                .contains("1 replayed");
        shop.settle(Topic.ITEMS);

        assertThat(new Stored(TestEngines.shared(), org).items()).containsOnlyKeys("boots");
        assertThat(run("list", "--org", org.value()))
                .contains("1 dead letter\n")
                .doesNotContain("no index");
        assertThat(run("list", "--org", other.value())).contains("1 dead letter\n");
    }

    @Test
    void manyAreReplayedAtOnceAndThoseOfOneItemInTheirOrder() {
        OrgId org = OrgId.random();
        Shop shop = shops.open();
        shop.upsertItems(List.of(Shop.item("first", Map.of())));
        RawKafka kafka = new RawKafka(TestEngines.shared());
        for (int upsert = 1; upsert <= 60; upsert++) {
            String id = "item %d".formatted(upsert % 20);
            String item = "{\"item_id\": \"%s\", \"attributes\": {\"price\": %d}}".formatted(id, upsert);
            kafka.send(Topic.ITEMS, org + ":" + id, item.getBytes(StandardCharsets.UTF_8));
        }
        shop.settle(Topic.ITEMS);
        generations.createFirst(org, generation).block();

        assertThat(run("replay", "--all", "--org", org.value())).contains("60 replayed");
        shop.settle(Topic.ITEMS);

        assertThat(run("list", "--org", org.value())).contains("0 dead letters");
        Map<String, JsonNode> items = new Stored(TestEngines.shared(), org).items();
        assertThat(items).hasSize(20);
        assertThat(items.values())
                .extracting(item -> item.path("attributes").path("price").asInt())
                .allSatisfy(price -> assertThat(price).isGreaterThan(40));
    }

    @Test
    void whatIsReplayedInVainIsSetAsideAgain() {
        Shop shop = shops.open();
        shop.upsertItems(List.of(Shop.item("first", Map.of())));
        String key = shop.org() + ":noise";
        new RawKafka(TestEngines.shared()).send(Topic.ITEMS, key, new byte[] {(byte) 0xff, 1});
        shop.settle(Topic.ITEMS);
        String id = idOf(key);
        var before = new DeadLetterFile(properties)
                .find(com.lehnz.pipeline.DeadLetterId.of(id))
                .orElseThrow();

        run("replay", id);
        shop.settle(Topic.ITEMS);

        String again = idOf(key);
        assertThat(again).isNotEqualTo(id);
        assertThat(new DeadLetterFile(properties).find(com.lehnz.pipeline.DeadLetterId.of(again)))
                .as("the same bytes, time and first place")
                .hasValueSatisfying(letter -> {
                    assertThat(letter.value()).isEqualTo(before.value());
                    assertThat(letter.acceptedAt()).isEqualTo(before.acceptedAt());
                    assertThat(letter.position()).isEqualTo(before.position());
                });
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(run("show", "lehnz.dead-letters-0-999999")).contains("There is no dead letter");
        assertThat(run("show", "boots")).contains("'boots' is no id of a dead letter");
        assertThat(run("replay")).contains("--all");
    }

    private String idOf(String key) {
        return new DeadLetterFile(properties)
                .waiting().stream()
                        .filter(letter -> key.equals(letter.key()))
                        .map(letter -> letter.id().toString())
                        .findFirst()
                        .orElseThrow();
    }

    private static String run(String... command) {
        StringWriter printed = new StringWriter();
        String[] arguments = new String[command.length + 2];
        arguments[0] = "dead-letters";
        System.arraycopy(command, 0, arguments, 1, command.length);
        arguments[command.length + 1] =
                "--lehnz.kafka.bootstrap-servers=" + TestEngines.shared().kafka();
        Lehnz.commandLine()
                .setOut(new PrintWriter(printed))
                .setErr(new PrintWriter(printed))
                .execute(arguments);
        return printed.toString();
    }
}
