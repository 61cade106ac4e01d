package com.lehnz.evaluation.service;

import java.time.Duration;

/**
 * How far the service has come with what it accepted, by its own metrics. Counts what one node has worked through: the
 * node that is asked must do all of the work.
 */
final class Pipeline {
    private static final String WORKED_THROUGH = "lehnz_pipeline_lag_seconds_count{";
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
        return api.get("/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith(WORKED_THROUGH) && line.contains("topic=\"" + topic + "\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /**
     * Returns when so many records have been worked through.
     *
     * @throws ServiceException when their number stands still for 3 minutes
     */
    void await(long count) {
        long before = -1;
        long since = System.nanoTime();
        for (long done = done(); done < count; done = done()) {
            if (done > before) {
                before = done;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new ServiceException("The service has worked through %,d of %,d records of %s and goes no further"
                        .formatted(done, count, topic));
            }
            Api.sleep(LOOK_AGAIN);
        }
    }
}
