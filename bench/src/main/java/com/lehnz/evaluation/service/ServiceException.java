package com.lehnz.evaluation.service;

/** The service did not do what was asked; the message is one sentence for the person at the terminal. */
public final class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServiceException(String message) {
        super(message);
    }

    ServiceException(String message, Throwable cause) {
        super(message, cause);
    }
}
