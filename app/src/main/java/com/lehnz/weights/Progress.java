package com.lehnz.weights;

/** Hears how far a long piece of work is. */
@FunctionalInterface
public interface Progress {
    Progress SILENT = (done, total) -> {};

    void step(long done, long total);
}
