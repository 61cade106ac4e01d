package com.lehnz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Scheduler;

/** What runs in a jar finds the jar's classes. */
class SchedulerThreadsTest {
    @Test
    void whoeverStartsAThreadItKnowsOurClasses() throws InterruptedException {
        SchedulerThreads threads = new SchedulerThreads();
        for (Scheduler scheduler : List.of(
                threads.newParallel(1, Thread::new),
                threads.newSingle(Thread::new),
                threads.newBoundedElastic(1, 1, Thread::new, 1),
                threads.newThreadPerTaskBoundedElastic(1, 1, Thread.ofVirtual().factory()))) {
            scheduler.init();
            assertThat(loaderOfAThreadThatAStrangerStarts(scheduler))
                    .isSameAs(getClass().getClassLoader());
            scheduler.dispose();
        }
    }

    private static @Nullable ClassLoader loaderOfAThreadThatAStrangerStarts(Scheduler scheduler)
            throws InterruptedException {
        var seen = new CompletableFuture<@Nullable ClassLoader>();
        var failure = new AtomicReference<@Nullable Throwable>();
        Thread stranger = new Thread(() ->
                scheduler.schedule(() -> seen.complete(Thread.currentThread().getContextClassLoader())));
        stranger.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        stranger.setUncaughtExceptionHandler((thread, error) -> failure.set(error));
        stranger.start();
        stranger.join();
        assertThat(failure.get()).isNull();
        return seen.join();
    }
}
