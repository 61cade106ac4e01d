package com.lehnz.reindex;

/** Hears how far a reindexing is. */
@FunctionalInterface
public interface Progress {
    Progress SILENT = (done, total) -> {};

    /** @param done documents carried over; may pass {@code total}, since some are carried over again */
    void step(long done, long total);
}
