package com.lehnz.engine;

/** OpenSearch cannot be reached, is overloaded or did not answer in time: trying again later may help. */
public final class EngineUnavailableException extends RuntimeException {
    public EngineUnavailableException(Throwable cause) {
        super("OpenSearch is not available: " + cause.getMessage(), cause);
    }
}
