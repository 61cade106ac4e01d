package com.lehnz.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lehnz.embeddings.TextEmbedder;
import com.lehnz.engine.EngineSchema;
import com.lehnz.engine.Index;
import com.lehnz.pipeline.Topic;
import com.lehnz.testing.Engines;
import com.lehnz.testing.Service;
import com.lehnz.testing.Shop;
import com.lehnz.testing.TestEngines;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From one embedding model to another and back, beside a running service, on engines of its own. */
class ModelSwitchIT {
    private static final List<Map<String, Object>> ITEMS = List.of(
            Shop.item("boots", Map.of("name", "Leather hiking boots", "category", "Shoes")),
            Shop.item("sandals", Map.of("name", "Summer beach sandals", "category", "Shoes")),
            Shop.item("kettle", Map.of("name", "Steel water kettle", "category", "Kitchen")));
    private static final Map<String, Object> SIMILAR =
            Map.of("strategy", "similar", "context_item_id", "boots", "limit", 2);
    private static final Map<String, Object> PERSONAL = Map.of("strategy", "personalized", "user_id", "ada");

    /** Dimensions of the model that embeddings/training/tiny.py makes. */
    private static final int TINY = 24;

    /** Both tests leave them with the bundled model. */
    private static final Engines engines = TestEngines.ours();

    @TempDir
    private Path model;

    @Test
    void anotherModelTakesOverAndVectorsAreNeverMixed() throws IOException {
        copyOfTheBundledModelThatPoolsOtherwise();
        Shop shop;
        try (Service old = Service.start(engines)) {
            shop = old.openShop();
            Shop other = old.openShop();
            shop.upsertItems(ITEMS);
            shop.track(List.of(Shop.event("ada", "click", "boots")));
            JsonNode before = shop.storedItem("boots");

            assertThat(reindex(engines, "--org", shop.org().value(), "--model", model.toString()))
                    .contains("one embedding model");
            assertThat(reindex(engines, "--all", "--lehnz.embedding.model=" + model))
                    .contains("choose with --model");
            assertThat(reindex(engines, "--all", "--model", model.toString())).isEmpty();

            assertThat(other.storedItem("boots").isMissingNode()).isTrue();
            JsonNode after = shop.storedItem("boots");
            assertThat(after.path("vector")).isNotEqualTo(before.path("vector"));
            assertThat(after.path("popular_at")).isEqualTo(before.path("popular_at"));

            // A node with the old model answers, and embeds nothing.
            assertThat(shop.recommendedItems(SIMILAR)).containsExactlyInAnyOrder("sandals", "kettle");
            assertThat(shop.recommend(PERSONAL).path("results").isEmpty()).isFalse();
            shop.post(Shop.ITEMS, shop.secretKey(), List.of(Shop.item("cup", Map.of("name", "Tea cup"))))
                    .expectStatus()
                    .isAccepted();
            shop.track(List.of(Shop.event("ada", "click", "sandals")));
            JsonNode taste = shop.stored(Index.USERS, "ada").path("profile").path("taste");
            assertThat(taste.has("interest_vector"))
                    .as("a vector of two models")
                    .isFalse();
            assertThat(shop.storedItem("cup").isMissingNode()).isTrue();
            assertThat(shop.deadLetters()).isZero();
        }
        assertThatThrownBy(() -> {
                    try (Service old = Service.start(engines)) {
                        old.bean(EngineSchema.class).ready().block();
                    }
                })
                .hasMessageContaining("./lehnz reindex --all --model");

        Shop newer;
        try (Service next = Service.start(engines, "lehnz.embedding.model=" + model)) {
            next.bean(EngineSchema.class).ready().block();
            newer = next.openShop();
            newer.upsertItems(ITEMS);
            Shop served = next.serve(shop);
            served.settle(Topic.ITEMS);
            List<Float> embedded = new ArrayList<>();
            for (float each : next.bean(TextEmbedder.class)
                    .embed(List.of("Tea cup"))
                    .join()
                    .getFirst()) {
                embedded.add(each);
            }
            JsonNode cup = served.storedItem("cup").path("vector");
            assertThat(cup.valueStream().map(JsonNode::floatValue).toList()).hasSameSizeAs(embedded);
            served.awaitRecommendation(
                    SIMILAR,
                    data -> assertThat(data.path("served_by").asString()).isEqualTo("similar"));
        }

        assertThat(reindex(engines, "--org", shop.org().value(), "--rollback"))
                .as("the other organization would be left on the new model")
                .contains("one embedding model");
        assertThat(reindex(engines, "--all", "--rollback")).contains("choose with --model");
        assertThat(reindex(engines, "--all", "--rollback", "--model", "bundled"))
                .isEmpty();
        try (Service back = Service.start(engines)) {
            back.bean(EngineSchema.class).ready().block();
            Shop served = back.serve(shop);
            Awaitility.await()
                    .untilAsserted(() ->
                            assertThat(served.storedItem("cup").has("vector")).isTrue());
            assertThat(served.recommendedItems(SIMILAR)).hasSize(2);
            assertThat(back.serve(newer).recommendedItems(SIMILAR))
                    .as("of a shop that never had the former model")
                    .hasSize(2);
        }
    }

    @Test
    void theOtherModelMayHaveAnotherDimension() throws IOException {
        tinyModel();
        Shop shop;
        try (Service old = Service.start(engines)) {
            shop = old.openShop();
            shop.upsertItems(ITEMS);
            shop.track(List.of(Shop.event("ada", "click", "boots")));
            assertThat(shop.storedItem("boots").path("vector")).hasSize(256);

            assertThat(reindex(engines, "--all", "--model", model.toString())).isEmpty();
        }

        try (Service next = Service.start(engines, "lehnz.embedding.model=" + model)) {
            next.bean(EngineSchema.class).ready().block();
            Shop served = next.serve(shop);
            assertThat(served.storedItem("boots").path("vector")).hasSize(TINY);
            served.awaitRecommendation(
                    SIMILAR,
                    data -> assertThat(data.path("served_by").asString()).isEqualTo("similar"));
            served.track(List.of(Shop.event("ada", "click", "sandals"), Shop.event("ada", "click", "kettle")));
            String interest = served.stored(Index.USERS, "ada")
                    .at("/profile/taste/interest_vector")
                    .asString();
            assertThat(Base64.getDecoder().decode(interest))
                    .as("two bytes a dimension, of the new model's vectors alone")
                    .hasSize(2 * TINY);
            assertThat(served.recommend(PERSONAL).path("served_by").asString()).isEqualTo("personalized");
            assertThat(served.deadLetters()).isZero();
        }

        assertThat(reindex(engines, "--all", "--rollback", "--model", "bundled"))
                .isEmpty();
    }

    /** @return what went to the standard error */
    private static String reindex(Engines engines, String... options) {
        StringWriter errors = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("reindex"));
        arguments.addAll(List.of(options));
        arguments.add("--lehnz.opensearch.uri=" + engines.opensearch());
        arguments.add("--lehnz.kafka.bootstrap-servers=" + engines.kafka());
        Lehnz.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments.toArray(String[]::new));
        return errors.toString();
    }

    private void copyOfTheBundledModelThatPoolsOtherwise() throws IOException {
        bundled("model.pt");
        bundled("tokenizer.json");
        setting("pooling=mean", "pooling=cls");
    }

    private void tinyModel() throws IOException {
        bundled("tokenizer.json");
        setting("dimension=256", "dimension=" + TINY);
        try (InputStream in = ModelSwitchIT.class.getResourceAsStream("tiny.pt")) {
            Files.copy(Objects.requireNonNull(in), model.resolve("model.pt"));
        }
    }

    private void setting(String bundled, String other) throws IOException {
        bundled("serving.properties");
        Path settings = model.resolve("serving.properties");
        Files.writeString(settings, Files.readString(settings).replace(bundled, other));
    }

    private void bundled(String file) throws IOException {
        try (InputStream in = TextEmbedder.class.getResourceAsStream("model/" + file)) {
            Files.copy(Objects.requireNonNull(in), model.resolve(file));
        }
    }
}
