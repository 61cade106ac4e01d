package com.lehnz.cli;

import com.lehnz.engine.Activity;
import com.lehnz.engine.EngineSchema;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whose data to rebuild. */
final class RebuildTarget {
    private static final int MOST_ORGANIZATIONS = 10_000;

    @ArgGroup(multiplicity = "1")
    private Whose whose = new Whose();

    @Mixin
    private Operation operation = new Operation();

    private static final class Whose {
        @Option(names = "--org", description = "The organization's id or short name.")
        private @Nullable String org;

        @Option(names = "--all", description = "All organizations that have events.")
        private boolean all;
    }

    interface Work {
        Mono<Void> of(ApplicationContext service, OrgId org, ProgressBars.Progress progress);
    }

    /** One organization after the other. */
    void each(String task, Work work) {
        operation.run(service -> service.getBean(EngineSchema.class)
                .ready()
                .thenMany(Flux.defer(() -> organizations(service)))
                .concatMap(org -> Mono.using(
                        () -> ProgressBars.open(task + " of " + org),
                        progress -> work.of(service, org, progress).thenReturn(org),
                        ProgressBars.Progress::close))
                .count());
    }

    private Flux<OrgId> organizations(ApplicationContext service) {
        if (whose.org == null) {
            return service.getBean(Activity.class)
                    .newest(Index.EVENTS, "stored_at", Instant.EPOCH, MOST_ORGANIZATIONS)
                    .flatMapIterable(newest -> newest.keySet());
        }
        return OneOrganization.named(service, whose.org).flux();
    }
}
