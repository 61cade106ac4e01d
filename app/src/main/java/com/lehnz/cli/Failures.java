package com.lehnz.cli;

/** What a person at a terminal gets to read when a command fails. */
final class Failures {
    private Failures() {}

    /** What the first exception says that is not the framework's telling of another. */
    static String sentence(Throwable error) {
        Throwable told = error;
        while (told.getCause() != null && told.getClass().getName().startsWith("org.springframework.")) {
            told = told.getCause();
        }
        String message = told.getMessage();
        return message == null ? told.toString() : message;
    }
}
