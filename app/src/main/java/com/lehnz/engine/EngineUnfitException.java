package com.lehnz.engine;

/** An OpenSearch that the service cannot work with as both are configured. Waiting does not help; the message says what does. */
public final class EngineUnfitException extends RuntimeException {
    EngineUnfitException(String sentence) {
        super(sentence);
    }
}
