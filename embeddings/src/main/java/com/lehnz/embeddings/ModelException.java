package com.lehnz.embeddings;

import org.jspecify.annotations.Nullable;

/** A model cannot be used; the message is one sentence for the person who configured it. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    ModelException(String message) {
        this(message, null);
    }
}
