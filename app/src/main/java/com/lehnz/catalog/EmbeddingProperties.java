package com.lehnz.catalog;

import com.lehnz.embeddings.EmbedderSettings;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which model embeds item texts, and how much of the machine it may use; see {@link EmbedderSettings}.
 *
 * @param predictors threads; 0 takes half of the cores
 */
@Validated
@ConfigurationProperties("lehnz.embedding")
public record EmbeddingProperties(
        @NotBlank @DefaultValue(EmbedderSettings.BUNDLED) String model,
        @Min(0) @DefaultValue("0") int predictors,
        @Min(1) @DefaultValue("32") int batchSize,
        @Min(1_000) @DefaultValue("4096") int queue,
        @Nullable String pooling,
        @NotNull @DefaultValue("") String prefix,
        @Nullable Integer maxLength) {

    EmbedderSettings toSettings() {
        EmbedderSettings defaults = EmbedderSettings.defaults();
        return new EmbedderSettings(
                model,
                predictors == 0 ? defaults.predictors() : predictors,
                batchSize,
                queue,
                pooling,
                prefix,
                maxLength);
    }
}
