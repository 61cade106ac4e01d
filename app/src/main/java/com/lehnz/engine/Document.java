package com.lehnz.engine;

import org.jspecify.annotations.Nullable;

/**
 * A stored document.
 *
 * @param source its content, as far as it was asked for
 * @param revision what to hand to {@link Write.Put} so that it only succeeds while nobody else has written
 */
public record Document<T>(T source, Revision revision) {
    public record Revision(long sequenceNumber, long primaryTerm) {

        static Revision of(@Nullable Long sequenceNumber, @Nullable Long primaryTerm) {
            if (sequenceNumber == null || primaryTerm == null) {
                throw new IllegalStateException("OpenSearch answered a document without its revision");
            }
            return new Revision(sequenceNumber, primaryTerm);
        }
    }
}
