package com.lehnz.reindex;

import com.lehnz.engine.Generation;
import com.lehnz.engine.OrgId;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Where it is built: from what, into what, with which right, and who watches. */
final class Site {
    private final ReindexLeases.Lease lease;
    private final Generation from;
    private final Generation into;
    private final Progress progress;
    private final long total;
    private final AtomicLong done = new AtomicLong();

    /** @param total documents to carry over, about */
    Site(ReindexLeases.Lease lease, Generation from, Generation into, Progress progress, long total) {
        this.lease = lease;
        this.from = from;
        this.into = into;
        this.progress = progress;
        this.total = total;
    }

    ReindexLeases.Lease lease() {
        return lease;
    }

    OrgId org() {
        return from.org();
    }

    Generation from() {
        return from;
    }

    Generation into() {
        return into;
    }

    /** As it was last remembered. */
    Mono<Build> build() {
        return lease.state().map(state -> requireOurs(state.build()));
    }

    /** Fails where the work was interrupted: it can be gone on with from here. */
    Mono<Void> remember(UnaryOperator<Build> change) {
        return Mono.fromRunnable(this::requireGoingOn)
                .then(Mono.defer(() -> lease.change(state -> state.with(change.apply(requireOurs(state.build()))))))
                .then();
    }

    /** @throws Interrupted where the work was interrupted */
    void requireGoingOn() {
        if (lease.isInterrupted()) {
            throw new Interrupted(
                    "Interrupted. %s is live as before; --resume goes on from here.".formatted(from.name()));
        }
    }

    void moved(long documents) {
        long sum = done.addAndGet(documents);
        progress.step(sum, Math.max(sum, total));
    }

    private static Build requireOurs(@Nullable Build build) {
        return Objects.requireNonNull(build, "nothing is being built");
    }
}
