package com.lehnz.cli;

import com.lehnz.engine.EngineSchema;
import com.lehnz.engine.Generation;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.engine.OrgId;
import com.lehnz.reindex.DryRun;
import com.lehnz.reindex.Interrupted;
import com.lehnz.reindex.Missing;
import com.lehnz.reindex.Order;
import com.lehnz.reindex.Progress;
import com.lehnz.reindex.Reindexer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Command(
        name = "reindex",
        description = "Build the items' index anew beside the live one, and swap it in.",
        mixinStandardHelpOptions = true)
final class Reindex implements Runnable {
    @ArgGroup(multiplicity = "1")
    private Whose whose = new Whose();

    private static final class Whose {
        @Option(names = "--org", description = "The organization's id or short name.")
        private @Nullable String org;

        @Option(names = "--all", description = "All organizations, one after the other.")
        private boolean all;
    }

    @ArgGroup(exclusive = false)
    private @Nullable Catalog catalog;

    private static final class Catalog {
        @Option(
                names = "--from",
                required = true,
                paramLabel = "FILE",
                description = "The whole catalog: CSV, a JSON array or JSON lines, packed with gzip or not.")
        private Path file = Path.of("");

        @Option(
                names = "--missing",
                required = true,
                paramLabel = "delete|drop",
                description = "Items that are not in the file become deleted, or are dropped with all that is known.")
        private Missing missing = Missing.DELETE;
    }

    @Option(
            names = "--model",
            description = "The embedding model to change to, as lehnz.embedding.model names it; see docs/reindex.md.")
    private @Nullable String model;

    @ArgGroup(exclusive = true)
    private Instead instead = new Instead();

    private static final class Instead {
        @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
        private boolean dryRun;

        @Option(names = "--resume", description = "Go on with what was interrupted.")
        private boolean resume;

        @Option(names = "--rollback", description = "Go back to the generation before, with all that came since.")
        private boolean rollback;
    }

    @Option(
            names = "--keep",
            defaultValue = "1",
            description = "Older generations to keep to go back to (default: ${DEFAULT-VALUE}).")
    private int keep;

    @Mixin
    private Operation operation = new Operation();

    /** Organizations that something failed for. */
    private final List<String> left = new ArrayList<>();

    @Override
    public void run() {
        if (catalog != null && (whose.all || instead.rollback)) {
            throw new ParameterException(
                    operation.commandLine(), "--from is one organization's, and nothing to go back to.");
        }
        if (keep < 0) {
            throw new ParameterException(operation.commandLine(), "--keep must be 0 or more.");
        }
        operation.run(
                model == null ? List.of() : List.of("--lehnz.embedding.model=" + model),
                service -> instead.dryRun
                        ? organizations(service).collectList().flatMap(orgs -> preview(service, orgs))
                        : service.getBean(EngineSchema.class)
                                .templates()
                                .thenMany(Flux.defer(() -> organizations(service)))
                                .collectList()
                                .flatMap(orgs -> reindex(service, orgs)));
    }

    private Mono<Long> preview(ApplicationContext service, List<OrgId> orgs) {
        return service.getBean(Reindexer.class)
                .requireAll(orgs)
                .thenMany(Flux.fromIterable(orgs))
                .concatMap(org -> service.getBean(DryRun.class).of(org, order()))
                .doOnNext(preview -> preview.lines().forEach(operation::say))
                .count();
    }

    /** An organization and the generation that was built of it. */
    private record Built(OrgId org, String generation) {}

    /** With another model all is built before anything is swapped in: nodes are to be started again once, not for each. */
    private Mono<Long> reindex(ApplicationContext service, List<OrgId> orgs) {
        Reindexer reindexer = service.getBean(Reindexer.class);
        operation.onInterrupt(reindexer::interrupt);
        Flux<OrgId> all = Flux.fromIterable(orgs);
        Flux<OrgId> done = model == null
                ? all.concatMap(org -> goingOn(org, build(reindexer, org).flatMap(built -> finish(reindexer, built))))
                : all.concatMap(org -> goingOn(org, build(reindexer, org)))
                        .collectList()
                        .doOnNext(built -> requireNoneLeft("Nothing was swapped in."))
                        // Another organization may have come meanwhile.
                        .delayUntil(built -> reindexer.requireAll(orgs))
                        .flatMapMany(Flux::fromIterable)
                        .concatMap(built -> goingOn(built.org(), finish(reindexer, built)));
        return reindexer
                .requireAll(orgs)
                .then(done.count())
                .doOnNext(
                        count -> requireNoneLeft(
                                model == null
                                        ? "The others are done."
                                        : "The others are on this model: finish with --all --resume --model, then start the nodes with it."))
                .doOnNext(count -> {
                    if (model != null) {
                        operation.say("Start the nodes again now, with lehnz.embedding.model=" + model);
                    }
                });
    }

    /** What fails for one of many organizations is said, and the others' turn comes; an interruption ends it all. */
    private <T> Mono<T> goingOn(OrgId org, Mono<T> work) {
        return whose.all
                ? work.onErrorResume(error -> !(error instanceof Interrupted), error -> {
                    operation.warn("%s: %s".formatted(org, Failures.sentence(error)));
                    left.add(org.value());
                    return Mono.empty();
                })
                : work;
    }

    private void requireNoneLeft(String others) {
        if (!left.isEmpty()) {
            throw new IllegalStateException(
                    "Left as they are, for what is said above: %s. %s".formatted(String.join(", ", left), others));
        }
    }

    private Mono<Built> build(Reindexer reindexer, OrgId org) {
        return Mono.using(
                        () -> ProgressBars.open("reindex of " + org),
                        progress -> reindexer.build(org, order(), progress::to),
                        ProgressBars.Progress::close)
                .map(built -> new Built(org, built))
                .switchIfEmpty(Mono.fromRunnable(() -> operation.say(
                        (model == null ? "There is nothing to resume for %s." : "%s is on this model already.")
                                .formatted(org))));
    }

    private Mono<OrgId> finish(Reindexer reindexer, Built built) {
        return reindexer
                .finish(built.org(), built.generation(), keep, Progress.SILENT)
                .doOnNext(this::report)
                .thenReturn(built.org());
    }

    private void report(Reindexer.Done done) {
        operation.say("%s has taken the place of %s: %,d documents, writes held back for %,d ms."
                .formatted(
                        done.into(), done.from(), done.documents(), done.pause().toMillis()));
        if (done.leftover() != null) {
            operation.say("Older generations are still there, the next reindexing deletes them: " + done.leftover());
        }
    }

    private Order order() {
        boolean otherModel = model != null;
        if (instead.rollback) {
            return new Order.Back(otherModel);
        }
        Path file = catalog == null ? null : catalog.file;
        Missing missing = catalog == null ? Missing.DELETE : catalog.missing;
        return instead.resume ? new Order.Resume(file, missing, otherModel) : new Order.Anew(file, missing, otherModel);
    }

    private Flux<OrgId> organizations(ApplicationContext service) {
        ItemsGenerations generations = service.getBean(ItemsGenerations.class);
        if (whose.all) {
            return generations.allLive().map(Generation::org);
        }
        return OneOrganization.named(service, Objects.requireNonNull(whose.org)).flux();
    }
}
