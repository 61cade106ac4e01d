package com.lehnz.reindex;

import com.lehnz.engine.EngineUnavailableException;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.States;
import com.lehnz.signals.CatalogRebuilds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Lets one process at a time work on the generations of an organization. */
@Component
class ReindexLeases implements CatalogRebuilds {
    /** As long must whoever goes on with the work of a process that was killed wait. */
    private static final Duration LENGTH = Duration.ofSeconds(20);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final int MOMENTS = 10;
    private static final int ATTEMPTS_TO_RELEASE = 3;

    private static final States.Kind<Reindexing> REINDEXING =
            new States.Kind<>(Index.REINDEX, "reindex", Reindexing.class, Reindexing::never);

    private final States states;
    private final Clock clock;
    private volatile boolean interrupted;

    ReindexLeases(States states, Clock clock) {
        this.states = states;
        this.clock = clock;
    }

    Mono<Reindexing> state(OrgId org) {
        return states.get(org, REINDEXING);
    }

    @Override
    public Mono<Void> over(OrgId org) {
        return state(org)
                .filter(state -> state.isFree(clock.instant()))
                .repeatWhenEmpty(busy -> busy.delayElements(LOOK_AGAIN))
                .then();
    }

    /** Lets the work of this process end at the next place where it can be gone on with. */
    void interrupt() {
        interrupted = true;
    }

    /** Works while nobody else does, as {@link #hold} does, but for a moment; where somebody is at work, not at all. */
    Mono<Void> whileFree(OrgId org, Supplier<Mono<Void>> work) {
        return Mono.usingWhen(
                take(org), lease -> work.get(), this::release, (lease, error) -> release(lease), this::release);
    }

    /**
     * Works while nobody else does, and keeps the lease meanwhile. A lease that was lost cancels the work.
     *
     * @param patient whether to wait for a lease that nobody renews any more
     */
    <T> Mono<T> hold(OrgId org, boolean patient, Function<Lease, Mono<T>> work) {
        return Mono.usingWhen(
                takeSoon(org).switchIfEmpty(patient ? outlive(org) : busy(org)),
                lease -> Mono.firstWithSignal(work.apply(lease), keep(lease)),
                this::release,
                (lease, error) -> release(lease),
                this::release);
    }

    private Mono<Lease> take(OrgId org) {
        String token = UUID.randomUUID().toString();
        return states.update(
                        org,
                        REINDEXING,
                        // Its own where the answer to a first attempt was lost.
                        state -> state.isFree(clock.instant()) || state.isOwnedBy(token)
                                ? state.leased(token, end())
                                : null)
                .map(state -> new Lease(org, token));
    }

    /** Who has it for a moment is not who is at work. */
    private Mono<Lease> takeSoon(OrgId org) {
        return take(org).repeatWhenEmpty(busy -> busy.take(MOMENTS).delayElements(MOMENT));
    }

    private Mono<Lease> outlive(OrgId org) {
        return state(org)
                .flatMap(held -> Mono.delay(
                                Duration.between(clock.instant(), held.until()).plusMillis(100))
                        .then(Mono.defer(() -> takeSoon(org))))
                .switchIfEmpty(busy(org));
    }

    private static Mono<Lease> busy(OrgId org) {
        return Mono.error(() -> new IllegalStateException(
                "The items of %s are being reindexed already. If that process was killed: --resume goes on with it."
                        .formatted(org)));
    }

    /** Never completes; fails when the lease is lost. That OpenSearch does not answer for a while says nothing yet. */
    private <T> Mono<T> keep(Lease lease) {
        return Flux.interval(LENGTH.dividedBy(4))
                .onBackpressureDrop()
                .concatMap(tick -> lease.change(state -> state.leased(lease.token, end()))
                        .onErrorResume(EngineUnavailableException.class, away -> Mono.empty()))
                .then(Mono.never());
    }

    private Mono<Void> release(Lease lease) {
        return states.update(
                        lease.org,
                        REINDEXING,
                        state -> state.isOwnedBy(lease.token) ? state.released(clock.instant()) : null)
                // One that is not given back keeps everybody waiting for its whole length.
                .retryWhen(
                        Retry.backoff(ATTEMPTS_TO_RELEASE, MOMENT).filter(EngineUnavailableException.class::isInstance))
                .then()
                .onErrorComplete();
    }

    private Instant end() {
        return clock.instant().plus(LENGTH);
    }

    /** The right to change the state. */
    final class Lease {
        private final OrgId org;
        private final String token;

        private Lease(OrgId org, String token) {
            this.org = org;
            this.token = token;
        }

        OrgId org() {
            return org;
        }

        String token() {
            return token;
        }

        boolean isInterrupted() {
            return interrupted;
        }

        /** Whether the right is still there. */
        Mono<Boolean> isHeld() {
            return state().map(state -> state.isOwnedBy(token) && !state.isFree(clock.instant()));
        }

        Mono<Reindexing> state() {
            return ReindexLeases.this.state(org);
        }

        /** Fails where somebody else has the lease by now. */
        Mono<Reindexing> change(UnaryOperator<Reindexing> change) {
            return states.update(org, REINDEXING, state -> state.isOwnedBy(token) ? change.apply(state) : null)
                    .switchIfEmpty(Mono.error(() -> new IllegalStateException(
                            "Another process has taken the reindexing of %s over.".formatted(org))));
        }
    }
}
