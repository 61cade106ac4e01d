package com.lehnz.engine;

/** OpenSearch cannot be reached, is overloaded or did not answer in time: trying again later may help. */
public sealed class EngineUnavailableException extends RuntimeException permits IndexClosedException {
    /** @param message what has to change first, in OpenSearch or here */
    public EngineUnavailableException(String message) {
        super(message);
    }

    public EngineUnavailableException(Throwable cause) {
        super("OpenSearch is not available: " + cause.getMessage(), cause);
    }
}
