package com.lehnz.pipeline;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Lets the work that has begun come to its end, and none begin any more. One piece of work at a time. */
final class Drain {
    private Sinks.Empty<Void> last = done();
    private boolean closed;

    /** As the work itself; without beginning, and without end, where it is too late to begin. */
    Mono<Void> work(Mono<Void> work) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> end = begin();
            return end == null ? Mono.never() : work.doFinally(signal -> end.tryEmitEmpty());
        });
    }

    /** Completes when nothing is in the works. */
    synchronized Mono<Void> close() {
        closed = true;
        return last.asMono();
    }

    private synchronized Sinks.@Nullable Empty<Void> begin() {
        if (closed) {
            return null;
        }
        last = Sinks.empty();
        return last;
    }

    private static Sinks.Empty<Void> done() {
        Sinks.Empty<Void> done = Sinks.empty();
        done.tryEmitEmpty();
        return done;
    }
}
