package com.lehnz.catalog;

import com.lehnz.embeddings.DjlTextEmbedder;
import com.lehnz.embeddings.ItemText;
import com.lehnz.embeddings.TextEmbedder;
import com.lehnz.indextemplates.ItemsGeneration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EmbeddingProperties.class)
class EmbeddingConfiguration {

    @Bean(destroyMethod = "close")
    TextEmbedder textEmbedder(EmbeddingProperties properties) {
        return DjlTextEmbedder.open(properties.toSettings());
    }

    /** What items indices of this deployment are made for. */
    @Bean
    ItemsGeneration itemsGeneration(TextEmbedder embedder) {
        return new ItemsGeneration(embedder.modelId(), embedder.dimension(), ItemText.VERSION);
    }
}
