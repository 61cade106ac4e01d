package com.lehnz.recommend;

/** A filter that says nothing that could be searched; endpoints differ in the status that they answer it with. */
final class InvalidFilterException extends RuntimeException {
    private final String field;

    InvalidFilterException(String path, String message) {
        super(message, null, false, false);
        this.field = "filters." + path;
    }

    String field() {
        return field;
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
