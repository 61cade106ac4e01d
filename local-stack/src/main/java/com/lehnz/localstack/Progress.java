package com.lehnz.localstack;

/** Told what a start is waiting for, one short line at a time. */
@FunctionalInterface
public interface Progress {
    void report(String line);

    static Progress silent() {
        return line -> {};
    }
}
