package com.lehnz.embeddings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Compares models in one run: texts per second on all cores at exactly 32 tokens, the latency of a single text, and the
 * memory of the process. Models take turns, so that a busy machine slows all of them alike.
 *
 * <p>Arguments: models as {@link EmbedderSettings#model()} takes them; ratios are to the last one.
 */
final class ThroughputBenchmark {
    private static final int ROUNDS = 5;
    private static final int TEXTS = 128;
    private static final int SINGLES = 50;
    private static final String[] WORDS =
            ("red blue cotton shirt for women with long sleeves and a soft wool dress kitchen knife steel garden "
                            + "table chair lamp phone case leather bag running shoes dog food organic coffee beans")
                    .split(" ", -1);

    private ThroughputBenchmark() {}

    /** What one model measured, a value per round. */
    private record Result(String model, List<Double> textsPerSecond, List<Double> singleMillis) {}

    public static void main(String[] models) throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        List<Result> results = new ArrayList<>();
        List<TextEmbedder> embedders = new ArrayList<>();
        for (String model : models) {
            embedders.add(DjlTextEmbedder.open(new EmbedderSettings(model, cores, 32, TEXTS, null, "", 32)));
            results.add(new Result(model, new ArrayList<>(), new ArrayList<>()));
            System.out.printf("opened %s, process memory %d MB%n", model, residentMegabytes());
        }
        List<String> texts = texts();
        for (int round = -1; round < ROUNDS; round++) {
            for (int i = 0; i < embedders.size(); i++) {
                double throughput = throughput(embedders.get(i), texts);
                double single = single(embedders.get(i), texts);
                if (round >= 0) { // The first round warms up.
                    results.get(i).textsPerSecond().add(throughput);
                    results.get(i).singleMillis().add(single);
                }
            }
        }
        double base = median(results.getLast().textsPerSecond());
        for (Result r : results) {
            System.out.printf(
                    "%-40s %6.0f texts/s (%.0f to %.0f), ratio %.1f, single text p50 %.2f ms%n",
                    r.model(),
                    median(r.textsPerSecond()),
                    r.textsPerSecond().stream().min(Double::compare).orElseThrow(),
                    r.textsPerSecond().stream().max(Double::compare).orElseThrow(),
                    median(r.textsPerSecond()) / base,
                    median(r.singleMillis()));
        }
        System.out.printf("process memory at the end %d MB%n", residentMegabytes());
        embedders.forEach(TextEmbedder::close);
    }

    /** Texts per second over at least a second. */
    private static double throughput(TextEmbedder embedder, List<String> texts)
            throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        int done = 0;
        do {
            embedder.embed(texts).get();
            done += texts.size();
        } while (System.nanoTime() - start < 1_000_000_000L);
        return done * 1e9 / (System.nanoTime() - start);
    }

    /** Median milliseconds from request to vector when nothing else runs. */
    private static double single(TextEmbedder embedder, List<String> texts)
            throws InterruptedException, ExecutionException {
        List<Double> millis = new ArrayList<>();
        for (String text : texts.subList(0, SINGLES)) {
            long start = System.nanoTime();
            CompletableFuture<List<float[]>> call = embedder.embed(List.of(text));
            call.get();
            millis.add((System.nanoTime() - start) / 1e6);
        }
        return median(millis);
    }

    /** Texts of more than 32 tokens under any vocabulary; the setting cuts them to exactly 32. */
    private static List<String> texts() {
        Random random = new Random(1);
        return random.ints(TEXTS, 0, WORDS.length)
                .mapToObj(i -> {
                    String[] words = new String[40];
                    Arrays.setAll(words, n -> WORDS[random.nextInt(WORDS.length)]);
                    return String.join(" ", words);
                })
                .toList();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** Resident memory, where Linux tells; otherwise 0. */
    private static long residentMegabytes() throws Exception {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }
}
