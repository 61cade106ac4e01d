package com.lehnz.embeddings;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Turns texts into vectors whose dot product is their similarity. Safe for use by many threads. */
public interface TextEmbedder extends AutoCloseable {

    /**
     * Names the model together with the settings that change its vectors. Vectors are comparable only under the same
     * id, so an index records it and refuses any other.
     */
    String modelId();

    /** Length of every vector. */
    int dimension();

    /**
     * Embeds the texts without blocking the caller. What is chained to the result runs on the embedder's own threads,
     * so anything slow belongs on others ({@code thenApplyAsync}).
     *
     * @return unit-norm vectors in the order of the texts; failed with {@link EmbedderBusyException} when the queue has
     *     no room for all of them, with {@link IllegalArgumentException} when it never could have, and with
     *     {@link IllegalStateException} after {@link #close()}
     */
    CompletableFuture<List<float[]>> embed(List<String> texts);

    /** Waits for running batches, fails those still queued and releases native memory. */
    @Override
    void close();
}
