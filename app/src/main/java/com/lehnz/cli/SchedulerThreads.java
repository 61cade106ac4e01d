package com.lehnz.cli;

import java.util.concurrent.ThreadFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Reactor's threads, all with the class loader of our jar. A thread has that of whoever happens to start it, and those of the
 * JDK's common pool, on which other nodes' answers about rate limits arrive, do not know what lies within a jar: Kafka's
 * clients, which look up their classes by it, would fail on them.
 */
final class SchedulerThreads implements Schedulers.Factory {
    private static ThreadFactory ours(ThreadFactory factory) {
        return task -> {
            Thread thread = factory.newThread(task);
            thread.setContextClassLoader(SchedulerThreads.class.getClassLoader());
            return thread;
        };
    }

    @Override
    public Scheduler newBoundedElastic(int threadCap, int queuedTaskCap, ThreadFactory threadFactory, int ttlSeconds) {
        return Schedulers.Factory.super.newBoundedElastic(threadCap, queuedTaskCap, ours(threadFactory), ttlSeconds);
    }

    @Override
    public Scheduler newThreadPerTaskBoundedElastic(int threadCap, int queuedTaskCap, ThreadFactory threadFactory) {
        return Schedulers.Factory.super.newThreadPerTaskBoundedElastic(threadCap, queuedTaskCap, ours(threadFactory));
    }

    @Override
    public Scheduler newParallel(int parallelism, ThreadFactory threadFactory) {
        return Schedulers.Factory.super.newParallel(parallelism, ours(threadFactory));
    }

    @Override
    public Scheduler newSingle(ThreadFactory threadFactory) {
        return Schedulers.Factory.super.newSingle(ours(threadFactory));
    }
}
