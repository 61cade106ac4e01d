package com.lehnz.pipeline;

import reactor.core.publisher.Mono;

/** Something to be done every day. Several nodes may do it at the same time: doing it twice must do no harm. */
@FunctionalInterface
public interface DailyTask {
    Mono<Void> run();
}
