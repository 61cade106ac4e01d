package com.lehnz.bench;

import com.lehnz.bench.Race.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** One way taken by many at once. */
final class Load {
    private Load() {}

    /** Each client takes the next as soon as it is through with the last. Returns how many they managed. */
    static long most(Lane lane, int clients, Duration length) throws Exception {
        AtomicInteger round = new AtomicInteger();
        long end = System.nanoTime() + length.toNanos();
        Callable<Void> client = () -> {
            while (System.nanoTime() < end) {
                lane.run(round.getAndIncrement());
            }
            return null;
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(client));
            }
            for (Future<Void> each : running) {
                Race.require(each);
            }
        }
        return round.get();
    }

    /**
     * One after the other at equal distances, whether or not those before are through.
     *
     * @return nanoseconds since each was due: what waits behind others, in the client too, is late
     */
    static Histogram atRate(Lane lane, int perSecond, Duration length) throws Exception {
        Histogram times = new ConcurrentHistogram(3);
        long distance = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < length.toNanos() / distance; i++) {
                int round = i;
                long due = start + i * distance;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                running.add(threads.submit(() -> {
                    lane.run(round);
                    times.recordValue(System.nanoTime() - due);
                    return null;
                }));
            }
            for (Future<Void> each : running) {
                Race.require(each);
            }
        }
        return times;
    }
}
