package com.lehnz.embeddings;

/** The embedder's queue is full: the same request may succeed a little later. */
public final class EmbedderBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbedderBusyException(int texts, int capacity) {
        super("The embedding queue (%d texts) has no room for %d more: retry later.".formatted(capacity, texts));
    }
}
