package com.lehnz.embeddings;

import org.jspecify.annotations.Nullable;

/**
 * Which model embeds, and how much of the machine it may use.
 *
 * @param model {@code "bundled"}, a model directory, or a URL that DJL loads: {@code djl://} for its model zoo,
 *     {@code file:} or {@code https:} for a zip or tar.gz archive of a model directory
 * @param predictors texts are embedded by this many threads, each using one core
 * @param batchSize most texts that go through the model at once
 * @param queueCapacity most texts waiting or running; beyond that requests fail fast
 * @param pooling how token vectors become one, instead of what the model's own settings say: {@code mean}, {@code max},
 *     {@code cls}, {@code mean_sqrt_len}, {@code weightedmean} or {@code lasttoken}
 * @param prefix put before every text, such as {@code "passage: "} for the E5 models
 * @param maxLength tokens after which a text is cut, instead of what the model's own settings say
 */
public record EmbedderSettings(
        String model,
        int predictors,
        int batchSize,
        int queueCapacity,
        @Nullable String pooling,
        String prefix,
        @Nullable Integer maxLength) {

    /** The {@link #model} that ships in this module's jar. */
    public static final String BUNDLED = "bundled";

    public EmbedderSettings {
        if (model.isBlank()) {
            throw new IllegalArgumentException("The embedding model is empty: use \"bundled\", a directory or a URL.");
        }
        requirePositive("predictors", predictors);
        requirePositive("batchSize", batchSize);
        requirePositive("queueCapacity", queueCapacity);
        if (maxLength != null) {
            requirePositive("maxLength", maxLength);
        }
    }

    /** The bundled model on half of the cores, at least one, so that requests keep the others. */
    public static EmbedderSettings defaults() {
        int predictors = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new EmbedderSettings(BUNDLED, predictors, 32, 4096, null, "", null);
    }

    public EmbedderSettings withModel(String other) {
        return new EmbedderSettings(other, predictors, batchSize, queueCapacity, pooling, prefix, maxLength);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be at least 1, not %d.".formatted(name, value));
        }
    }
}
