package com.lehnz.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for the bundled model as it ships. */
class DjlTextEmbedderTest {
    private static final List<String> TEXTS =
            List.of("red running shoes", "", "a garden hose, 20 m", "wine", "🎁 \uD800 \u0000", "cat ".repeat(9_000));

    private static TextEmbedder embedder;

    @BeforeAll
    static void open() {
        embedder = DjlTextEmbedder.open(settings(2, 8, 512));
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    @Test
    void givesUnitVectorsOfItsDimension() {
        for (float[] vector : get(embedder.embed(TEXTS))) {
            assertThat(vector).hasSize(embedder.dimension());
            assertThat(dot(vector, vector)).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void givesABatchTheVectorsOfItsTextsOneByOneInTheirOrder() {
        List<String> many = new ArrayList<>();
        IntStream.range(0, 60).forEach(i -> many.add("item " + i + " with a longer name".repeat(i % 4)));
        Collections.shuffle(many);
        List<float[]> together = get(embedder.embed(many));
        for (int i = 0; i < many.size(); i++) {
            assertClose(
                    together.get(i), get(embedder.embed(List.of(many.get(i)))).getFirst());
        }
    }

    @Test
    void servesConcurrentCallers() {
        float[] expected = get(embedder.embed(List.of("garden hose"))).getFirst();
        IntStream.range(0, 100).parallel().forEach(i -> {
            List<float[]> vectors = get(embedder.embed(List.of("other text " + i, "garden hose")));
            assertClose(vectors.get(1), expected);
        });
    }

    @Test
    void agreesWithPythonOnTheReferenceTexts() throws Exception {
        for (String line : reference().lines().toList()) {
            String[] textAndVector = line.split("\t", 2);
            float[] actual = get(embedder.embed(List.of(textAndVector[0]))).getFirst();
            String[] expected = textAndVector[1].split(" ", -1);
            for (int i = 0; i < actual.length; i++) {
                assertThat(actual[i]).isCloseTo(Float.parseFloat(expected[i]), within(1e-4f));
            }
        }
    }

    @Test
    void findsLikeTextsCloserThanUnlikeOnes() {
        List<float[]> v = get(embedder.embed(List.of("running shoes", "sport shoes for women", "dry dog food")));
        assertThat(dot(v.get(0), v.get(1))).isGreaterThan(dot(v.get(0), v.get(2)) + 0.1);
    }

    @Test
    void takesAnEmptyRequest() {
        assertThat(get(embedder.embed(List.of()))).isEmpty();
    }

    @Test
    void refusesWhatTheQueueHasNoRoomForAndRecovers() {
        try (TextEmbedder small = DjlTextEmbedder.open(settings(1, 4, 200))) {
            List<String> all = Collections.nCopies(200, "a bottle of water ".repeat(30));
            CompletableFuture<List<float[]>> running = small.embed(all);
            assertThatThrownBy(() -> get(small.embed(all))).hasCauseInstanceOf(EmbedderBusyException.class);
            assertThatThrownBy(() -> get(small.embed(Collections.nCopies(201, "x"))))
                    .hasCauseInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("201");
            assertThat(get(running)).hasSize(200);
            assertThat(get(small.embed(all))).hasSize(200);
        }
    }

    @Test
    void closingSettlesEveryCallAndRefusesNewOnes() {
        TextEmbedder closing = DjlTextEmbedder.open(settings(2, 8, 2_000));
        List<CompletableFuture<List<float[]>>> calls = IntStream.range(0, 100)
                .mapToObj(i -> closing.embed(Collections.nCopies(20, "a bottle of water " + i)))
                .toList();
        closing.close();
        closing.close();
        assertThat(calls).allMatch(CompletableFuture::isDone);
        assertThat(calls).anyMatch(CompletableFuture::isCompletedExceptionally);
        assertThatThrownBy(() -> get(closing.embed(List.of("late")))).hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void namesTheModelAfterItsContentAndSettings() {
        var prefixed = new EmbedderSettings("bundled", 1, 8, 64, null, "query: ", null);
        try (TextEmbedder same = DjlTextEmbedder.open(settings(1, 4, 32));
                TextEmbedder other = DjlTextEmbedder.open(prefixed)) {
            assertThat(same.modelId()).isEqualTo(embedder.modelId()).matches("lehnz-storefront-[0-9a-f]{10}");
            assertThat(other.modelId()).isNotEqualTo(embedder.modelId());
        }
    }

    @Test
    void cutsTextsAtTheLengthThatTheSettingsName() {
        var short3 = new EmbedderSettings("bundled", 1, 8, 64, null, "", 3);
        try (TextEmbedder cutting = DjlTextEmbedder.open(short3)) {
            List<float[]> v = get(cutting.embed(List.of("red shoes for dogs", "red shoes with laces")));
            assertClose(v.get(0), v.get(1));
        }
    }

    private static EmbedderSettings settings(int predictors, int batchSize, int queueCapacity) {
        return new EmbedderSettings("bundled", predictors, batchSize, queueCapacity, null, "", null);
    }

    private static List<float[]> get(CompletableFuture<List<float[]>> call) {
        return call.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(dot(actual, expected)).as(Arrays.toString(actual)).isCloseTo(1, within(1e-4));
    }

    private static String reference() throws Exception {
        try (InputStream in = Objects.requireNonNull(DjlTextEmbedderTest.class.getResourceAsStream("reference.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
