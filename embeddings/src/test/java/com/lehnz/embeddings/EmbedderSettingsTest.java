package com.lehnz.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EmbedderSettingsTest {

    @Test
    void defaultsToTheBundledModelAndLeavesCoresToRequests() {
        var settings = EmbedderSettings.defaults();
        assertThat(settings.model()).isEqualTo("bundled");
        assertThat(settings.predictors())
                .isBetween(1, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        assertThat(settings.pooling()).isNull();
        assertThat(settings.prefix()).isEmpty();
    }

    @Test
    void saysWhichNumberIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmbedderSettings("bundled", 0, 32, 64, null, "", null))
                .withMessage("predictors must be at least 1, not 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmbedderSettings("bundled", 1, 32, 64, null, "", -1))
                .withMessage("maxLength must be at least 1, not -1.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbedderSettings.defaults().withModel(" "))
                .withMessageContaining("bundled");
    }

    @Test
    void tellsTheSourcesApart() {
        assertThat(ModelSource.of("bundled")).isEqualTo(new ModelSource.Bundled());
        assertThat(ModelSource.of("models/x")).isEqualTo(new ModelSource.Directory(Path.of("models/x")));
        assertThat(ModelSource.of("djl://a/b")).isEqualTo(new ModelSource.Url(URI.create("djl://a/b")));
        assertThat(ModelSource.of("c:/models/x")).isEqualTo(new ModelSource.Directory(Path.of("c:/models/x")));
    }

    @Test
    void namesAModelAfterTheLastPartOfItsUrl() {
        assertThat(new ModelSource.Url(URI.create("djl://ai.djl/org/all-MiniLM-L6-v2")).name())
                .isEqualTo("all-MiniLM-L6-v2");
        assertThat(new ModelSource.Url(URI.create("file:/models/my.model.tar.gz")).name())
                .isEqualTo("my.model");
        assertThat(new ModelSource.Url(URI.create("https://shop.example/models/storefront/")).name())
                .isEqualTo("storefront");
    }
}
