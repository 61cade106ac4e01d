package com.lehnz.evaluation.service;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How far the service has come with what it accepted, by its own metrics. Counts what one node has worked through: the
 * node that is asked must do all of the work.
 */
final class Pipeline {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Api api;
    private final String topic;

    Pipeline(Api api, String topic) {
        this.api = api;
        this.topic = topic;
    }

    /** Records that have been worked through since the service started. */
    long done() {
        return metric("lehnz_pipeline_lag_seconds_count");
    }

    /** The same, once nothing is left that was accepted before. */
    long doneWhenIdle() {
        await(() -> metric("lehnz_pipeline_backlog") == 0);
        return done();
    }

    /** Records that were put into the queue since the service started. */
    long accepted() {
        return metric("lehnz_published_total");
    }

    /**
     * Returns when so many records have been worked through.
     *
     * @throws ServiceException when their number stands still for 3 minutes
     */
    void await(long count) {
        await(() -> done() >= count);
    }

    private void await(BooleanSupplier condition) {
        long progress = -1;
        long since = System.nanoTime();
        while (!condition.getAsBoolean()) {
            long done = done();
            if (done > progress) {
                progress = done;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new ServiceException(
                        "The service has worked through %,d records of %s and goes no further".formatted(done, topic));
            }
            Api.sleep(LOOK_AGAIN);
        }
    }

    /** The metric's value for the topic; 0 where it has none yet. */
    private long metric(String name) {
        return api.get("/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith(name + "{") && line.contains("topic=\"" + topic + "\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
