package com.lehnz.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Ways to the same thing, taken in turns by several clients at once: whatever else the machine does meanwhile, it does to
 * all of them.
 */
final class Race {
    /** One way; {@code round} says which of the samples to take. */
    @FunctionalInterface
    interface Lane {
        void run(int round) throws Exception;
    }

    private static final int WARM_UP = 500;
    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(5);
    /** Share of the time in which something is compiled. */
    private static final double WARM = 0.05;

    private Race() {}

    /**
     * Until neither this process nor an engine has much left to compile, like those that have run for a while. With all cores
     * busy that takes minutes, and most of one core.
     *
     * @return whether it came to that in time
     */
    static boolean warmUp(List<Lane> lanes, int clients) throws Exception {
        return warmUp(() -> run(lanes, clients, WARM_UP));
    }

    /** Something to do again and again. */
    @FunctionalInterface
    interface Lap {
        void run() throws Exception;
    }

    /** @return whether there was hardly anything to compile any more in time */
    static boolean warmUp(Lap lap) throws Exception {
        try (Compilers compilers = Compilers.open()) {
            long deadline = System.nanoTime() + LONGEST_WARM_UP.toNanos();
            while (System.nanoTime() < deadline) {
                List<Long> before = compilers.spent();
                long start = System.nanoTime();
                lap.run();
                double elapsed = (System.nanoTime() - start) / 1e6;
                List<Long> after = compilers.spent();
                if (IntStream.range(0, before.size())
                        .allMatch(each -> after.get(each) - before.get(each) < WARM * elapsed)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** @return nanoseconds, a histogram per lane */
    static List<Histogram> run(List<Lane> lanes, int clients, int rounds) throws Exception {
        List<Histogram> times = lanes.stream()
                .<Histogram>map(lane -> new ConcurrentHistogram(3))
                .toList();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            List<Callable<Void>> work = IntStream.range(0, clients)
                    .<Callable<Void>>mapToObj(client -> () -> {
                        for (int round = client; round < rounds; round += clients) {
                            takeTurns(lanes, round, times);
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> done : threads.invokeAll(work)) {
                require(done);
            }
        }
        return times;
    }

    /** Each lane is the first as often as any other. */
    private static void takeTurns(List<Lane> lanes, int round, List<Histogram> times) throws Exception {
        for (int turn = 0; turn < lanes.size(); turn++) {
            int lane = (round + turn) % lanes.size();
            long start = System.nanoTime();
            lanes.get(lane).run(round);
            times.get(lane).recordValue(System.nanoTime() - start);
        }
    }

    /** Throws what it threw. */
    static void require(Future<Void> done) throws Exception {
        try {
            done.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
