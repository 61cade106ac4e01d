package com.lehnz.catalog;

import com.lehnz.embeddings.EmbedderBusyException;
import com.lehnz.embeddings.ItemText;
import com.lehnz.embeddings.TextEmbedder;
import com.lehnz.engine.Sha256;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** Texts of items and their vectors. */
@Component
class ItemVectors {
    private final TextEmbedder embedder;
    private final Counter embedded;

    ItemVectors(TextEmbedder embedder, MeterRegistry meters) {
        this.embedder = embedder;
        this.embedded = meters.counter("lehnz.embedded.texts");
    }

    /** What a vector of this text would be made from: the same hash, the same vector. Null for no text at all. */
    @Nullable
    String hash(String text) {
        if (text.isBlank()) {
            return null;
        }
        String made = embedder.modelId() + "\n" + ItemText.VERSION + "\n" + text;
        return Sha256.hex(made).substring(0, 32);
    }

    String text(Map<String, @Nullable Object> attributes) {
        return ItemText.of(attributes);
    }

    /** Unit vectors in the order of the texts; waits while the model has more to do than it can queue. */
    Mono<List<float[]>> of(List<String> texts) {
        if (texts.isEmpty()) {
            return Mono.just(List.of());
        }
        return Mono.fromFuture(() -> embedder.embed(texts))
                .publishOn(Schedulers.parallel())
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(50))
                        .maxBackoff(Duration.ofSeconds(2))
                        .filter(EmbedderBusyException.class::isInstance))
                .doOnSuccess(vectors -> embedded.increment(texts.size()));
    }
}
