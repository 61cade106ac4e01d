package com.lehnz.engine;

/** An index is there and answers nothing: somebody has closed it. Trying again helps as soon as they open it. */
public final class IndexClosedException extends EngineUnavailableException {
    IndexClosedException(String message) {
        super(message);
    }
}
