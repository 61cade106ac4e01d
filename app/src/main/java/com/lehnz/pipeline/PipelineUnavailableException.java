package com.lehnz.pipeline;

/** Kafka did not confirm in time: what was sent may or may not have been stored, so the caller has to try again. */
public final class PipelineUnavailableException extends RuntimeException {
    public PipelineUnavailableException(Throwable cause) {
        super("Kafka is not available: " + cause.getMessage(), cause);
    }
}
