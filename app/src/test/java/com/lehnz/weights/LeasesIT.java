package com.lehnz.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.EngineSchema;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.States;
import com.lehnz.engine.Write;
import com.lehnz.testing.LehnzTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who learns an organization's weights, with leases short enough to see them end. */
@LehnzTest
class LeasesIT {
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final Instant UP_TO = Instant.parse("2026-01-31T12:00:00Z");

    @Autowired
    private States states;

    @Autowired
    private BulkWriter writer;

    @Autowired
    private EngineSchema schema;

    private final OrgId org = OrgId.random();

    @BeforeEach
    void waitForTheIndex() {
        schema.ready().block();
    }

    @Test
    void oneNodeAtATimeLearns() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger times = new AtomicInteger();

        Flux.range(0, 40)
                .flatMap(
                        node -> node().learn(
                                        org,
                                        state -> true,
                                        state -> Mono.fromCallable(() -> {
                                                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                                                    return UP_TO;
                                                })
                                                .delayElement(Duration.ofMillis(20))
                                                .doOnNext(upTo -> {
                                                    now.decrementAndGet();
                                                    times.incrementAndGet();
                                                })),
                        8)
                .blockLast();

        assertThat(most).hasValue(1);
        assertThat(times).hasPositiveValue();
    }

    @Test
    void aLeaseIsKeptForAsLongAsTheLearningTakes() {
        AtomicBoolean done = new AtomicBoolean();
        Disposable learning = node().learn(
                        org,
                        state -> true,
                        state -> Mono.delay(LEASE.multipliedBy(3)).thenReturn(UP_TO))
                .subscribe(upTo -> done.set(true));
        awaitOwned();

        while (!done.get()) {
            boolean finished = done.get();
            Instant other =
                    node().learn(org, state -> true, state -> Mono.just(UP_TO)).block();
            assertThat(other == null || done.get() || finished)
                    .as("nobody else gets it meanwhile")
                    .isTrue();
            if (other != null) {
                break;
            }
        }
        learning.dispose();
    }

    @Test
    void aDeadNodesLeaseEnds() {
        Disposable dead =
                node().learn(org, state -> true, state -> Mono.never()).subscribe();
        awaitOwned();
        dead.dispose();

        assertThat(node().learn(org, state -> true, state -> Mono.just(UP_TO)).block())
                .as("not at once")
                .isNull();
        Awaitility.await()
                .atMost(LEASE.multipliedBy(5))
                .until(() -> node().learn(org, state -> true, state -> Mono.just(UP_TO))
                        .blockOptional()
                        .isPresent());
    }

    @Test
    void whatFailedIsLearnedAgain() {
        assertThatThrownBy(
                        () -> node().learn(org, state -> true, state -> Mono.error(new IllegalStateException("crash")))
                                .block())
                .hasMessage("crash");

        LearningState after = state();
        assertThat(after.isFree(Instant.now())).isTrue();
        assertThat(after.learnedUpTo()).isNull();

        node().learn(org, state -> !state.knows(UP_TO), state -> Mono.just(UP_TO))
                .block();
        assertThat(node().learn(org, state -> !state.knows(UP_TO), state -> Mono.just(UP_TO))
                        .block())
                .as("what is known is not learned again")
                .isNull();
    }

    @Test
    void whoLostTheLeaseStops() {
        AtomicBoolean cancelled = new AtomicBoolean();
        AtomicBoolean failed = new AtomicBoolean();
        node().learn(org, state -> true, state -> Mono.<Instant>never().doOnCancel(() -> cancelled.set(true)))
                .subscribe(upTo -> {}, error -> failed.set(true));
        awaitOwned();

        writer.write(List.of(new Write.Script(
                        org, Index.WEIGHTS, "weights", "ctx._source.owner = 'somebody else'", Map.of())))
                .block();

        Awaitility.await().atMost(LEASE.multipliedBy(5)).until(() -> cancelled.get() && failed.get());
        assertThat(state().isOwnedBy("somebody else")).isTrue();
    }

    private Leases node() {
        return new Leases(states, Clock.systemUTC(), LEASE);
    }

    private LearningState state() {
        return Objects.requireNonNull(node().state(org).block());
    }

    private void awaitOwned() {
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !state().isFree(Instant.now()));
    }
}
