package com.lehnz.pipeline;

import com.lehnz.engine.EngineUnavailableException;
import com.lehnz.engine.OrgId;
import com.lehnz.pipeline.RecordHandler.Rejected;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** Has a handler try until every record is either stored or known to be one that cannot be. */
final class PatientHandler<T> {
    private static final Logger log = LoggerFactory.getLogger(PatientHandler.class);
    private static final int ATTEMPTS_AT_THE_UNEXPECTED = 4;

    private final RecordHandler<T> handler;

    PatientHandler(RecordHandler<T> handler) {
        this.handler = handler;
    }

    /** Errors that nobody expected may be gone in a moment; only then is their record searched for. */
    Mono<List<Rejected<T>>> handle(OrgId org, List<Received<T>> records) {
        return attempt(org, records)
                .retryWhen(Retry.backoff(ATTEMPTS_AT_THE_UNEXPECTED - 1, Duration.ofMillis(200))
                        .doBeforeRetry(retry -> log.warn("{} tries again", handler.group(), retry.failure()))
                        .onRetryExhaustedThrow((spec, last) -> last.failure()))
                .onErrorResume(error -> isolate(org, records, error));
    }

    /** Records that are written together are refused together, though one may be to blame: each gets its own chance. */
    private Mono<List<Rejected<T>>> attempt(OrgId org, List<Received<T>> records) {
        return once(org, records)
                .flatMap(rejected -> records.size() == 1 || rejected.isEmpty()
                        ? Mono.just(rejected)
                        : Flux.fromIterable(rejected)
                                .concatMap(each -> once(org, List.of(each.record())))
                                .flatMapIterable(each -> each)
                                .collectList());
    }

    private Mono<List<Rejected<T>>> once(OrgId org, List<Received<T>> records) {
        return untilAvailable(
                handler.group(), Mono.defer(() -> handler.handle(org, records)).subscribeOn(Schedulers.parallel()));
    }

    /**
     * As long as an engine is away, work waits, and everything behind it.
     *
     * @param who in the log
     */
    static <R> Mono<R> untilAvailable(String who, Mono<R> work) {
        return work.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                .maxBackoff(Duration.ofSeconds(5))
                .filter(error ->
                        error instanceof EngineUnavailableException || error instanceof PipelineUnavailableException)
                .doBeforeRetry(
                        retry -> log.warn("{} waits: {}", who, retry.failure().getMessage())));
    }

    /** A record that nobody expected fails its whole batch: halve the batch until it is alone, and set it aside. */
    private Mono<List<Rejected<T>>> isolate(OrgId org, List<Received<T>> records, Throwable error) {
        if (records.size() == 1) {
            log.error("{} cannot handle a record", handler.group(), error);
            return Mono.just(List.of(new Rejected<>(records.getFirst(), error.toString())));
        }
        int half = records.size() / 2;
        return Flux.just(records.subList(0, half), records.subList(half, records.size()))
                .concatMap(part -> attempt(org, part).onErrorResume(again -> isolate(org, part, again)))
                .flatMapIterable(rejected -> rejected)
                .collectList();
    }
}
