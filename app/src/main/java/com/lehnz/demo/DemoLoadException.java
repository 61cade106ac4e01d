package com.lehnz.demo;

/** The demo could not be loaded; the message is one sentence for the person at the terminal. */
public final class DemoLoadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoLoadException(String message) {
        super(message);
    }

    DemoLoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
