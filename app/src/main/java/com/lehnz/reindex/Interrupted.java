package com.lehnz.reindex;

/** Somebody ended the work, which can be gone on with. */
public final class Interrupted extends IllegalStateException {
    Interrupted(String message) {
        super(message);
    }
}
