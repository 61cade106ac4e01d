package com.lehnz.weights;

import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.Document;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Outcome;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Rejections;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets one node at a time learn an organization's weights: a document, replaced only as it was read. */
@Component
class Leases {
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final String KEY = "weights";

    private final Documents documents;
    private final BulkWriter writer;
    private final Clock clock;
    private final Duration lease;

    @Autowired
    Leases(Documents documents, BulkWriter writer, Clock clock) {
        this(documents, writer, clock, LEASE);
    }

    /** @param lease how long one holds without being renewed */
    Leases(Documents documents, BulkWriter writer, Clock clock, Duration lease) {
        this.documents = documents;
        this.writer = writer;
        this.clock = clock;
        this.lease = lease;
    }

    /** The state as it is, of an organization that was never learned too. */
    Mono<LearningState> state(OrgId org) {
        return documents
                .get(org, Index.WEIGHTS, KEY, LearningState.class, List.of())
                .map(Document::source)
                .defaultIfEmpty(never(org));
    }

    /**
     * Learns while nobody else does, and keeps the lease meanwhile. A lease that was lost cancels the learning.
     *
     * @param wanted whether to, given the state
     * @param learning from the state to how far it came
     * @return how far it came; empty where it is not wanted, or somebody else is at it
     */
    Mono<Instant> learn(OrgId org, Predicate<LearningState> wanted, Function<LearningState, Mono<Instant>> learning) {
        String token = UUID.randomUUID().toString();
        Instant startedAt = clock.instant();
        return update(org, state -> {
                    boolean take = state.isFree(clock.instant()) && wanted.test(state);
                    return take ? state.leased(token, clock.instant().plus(lease)) : null;
                })
                .flatMap(state -> Mono.firstWithSignal(learning.apply(state), keep(org, token)))
                .onErrorResume(error ->
                        end(org, token, null, startedAt).onErrorComplete().then(Mono.error(error)))
                .flatMap(upTo -> end(org, token, upTo, startedAt).thenReturn(upTo));
    }

    /** Never completes; fails when the lease is lost. */
    private Mono<Instant> keep(OrgId org, String token) {
        return Flux.interval(lease.dividedBy(4))
                .onBackpressureDrop()
                .concatMap(tick -> update(
                                org,
                                state -> state.isOwnedBy(token)
                                        ? state.leased(token, clock.instant().plus(lease))
                                        : null)
                        .switchIfEmpty(Mono.error(() -> new IllegalStateException("the lease was lost"))))
                .then(Mono.never());
    }

    private Mono<Void> end(OrgId org, String token, @Nullable Instant upTo, Instant startedAt) {
        return update(org, state -> state.isOwnedBy(token) ? state.ended(upTo, startedAt, clock.instant()) : null)
                .then();
    }

    /** @return the state as it was written; empty where the change was not to be made */
    private Mono<LearningState> update(OrgId org, Change change) {
        return documents
                .get(org, Index.WEIGHTS, KEY, LearningState.class, List.of())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(stored -> {
                    LearningState next =
                            change.apply(stored.map(Document::source).orElseGet(() -> never(org)));
                    return next == null ? Mono.empty() : write(org, stored.orElse(null), next, change);
                });
    }

    private Mono<LearningState> write(
            OrgId org, @Nullable Document<LearningState> stored, LearningState next, Change change) {
        return writer.write(List.of(write(org, stored, next))).flatMap(results -> {
            if (results.getFirst().outcome() instanceof Outcome.Conflict) {
                return update(org, change);
            }
            Rejections.requireNone(results);
            return Mono.just(next);
        });
    }

    @FunctionalInterface
    private interface Change {
        @Nullable
        LearningState apply(LearningState state);
    }

    private static Write write(OrgId org, @Nullable Document<LearningState> stored, LearningState next) {
        return stored == null
                ? new Write.Create(org, Index.WEIGHTS, KEY, next)
                : new Write.Replace(org, Index.WEIGHTS, KEY, next, stored.revision());
    }

    private static LearningState never(OrgId org) {
        return new LearningState(org.value(), null, Instant.EPOCH, null, null, 0);
    }
}
