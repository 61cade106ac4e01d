package com.lehnz.weights;

import com.lehnz.engine.EngineUnavailableException;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.States;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

    private static final States.Kind<LearningState> LEARNING =
            new States.Kind<>(Index.WEIGHTS, "weights", LearningState.class, LearningState::never);

    private final States states;
    private final Clock clock;
    private final Duration lease;

    @Autowired
    Leases(States states, Clock clock) {
        this(states, clock, LEASE);
    }

    /** @param lease how long one holds without being renewed */
    Leases(States states, Clock clock, Duration lease) {
        this.states = states;
        this.clock = clock;
        this.lease = lease;
    }

    /** The state as it is, of an organization that was never learned too. */
    Mono<LearningState> state(OrgId org) {
        return states.get(org, LEARNING);
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
        return states.update(org, LEARNING, state -> {
                    boolean take = state.isFree(clock.instant()) && wanted.test(state);
                    return take ? state.leased(token, clock.instant().plus(lease)) : null;
                })
                .flatMap(state -> Mono.firstWithSignal(learning.apply(state), keep(org, token)))
                .onErrorResume(error ->
                        end(org, token, null, startedAt).onErrorComplete().then(Mono.error(error)))
                .flatMap(upTo -> end(org, token, upTo, startedAt).thenReturn(upTo));
    }

    /** Never completes; fails when the lease is lost. That OpenSearch does not answer for a while says nothing yet. */
    private Mono<Instant> keep(OrgId org, String token) {
        return Flux.interval(lease.dividedBy(4))
                .onBackpressureDrop()
                .concatMap(tick -> states.update(
                                org,
                                LEARNING,
                                state -> state.isOwnedBy(token)
                                        ? state.leased(token, clock.instant().plus(lease))
                                        : null)
                        .switchIfEmpty(Mono.error(() -> new IllegalStateException("the lease was lost")))
                        .onErrorResume(EngineUnavailableException.class, away -> Mono.empty()))
                .then(Mono.never());
    }

    private Mono<Void> end(OrgId org, String token, @Nullable Instant upTo, Instant startedAt) {
        return states.update(
                        org,
                        LEARNING,
                        state -> state.isOwnedBy(token) ? state.ended(upTo, startedAt, clock.instant()) : null)
                .then();
    }
}
