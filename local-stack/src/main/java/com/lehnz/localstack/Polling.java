package com.lehnz.localstack;

import java.io.IOException;
import java.time.Duration;

/** The one place that waits: until a condition holds, or its time is over. */
final class Polling {
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private Polling() {}

    interface Condition {
        boolean holds() throws IOException;
    }

    /** False when the time is over and the condition still does not hold. */
    static boolean until(Duration limit, Condition condition) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(INTERVAL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LocalStackException("Interrupted while waiting for the local stack.", e);
            }
        }
        return true;
    }
}
