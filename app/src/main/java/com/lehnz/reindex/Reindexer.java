package com.lehnz.reindex;

import com.lehnz.catalog.NewItems;
import com.lehnz.engine.ChangeFeed;
import com.lehnz.engine.EngineUnavailableException;
import com.lehnz.engine.Generation;
import com.lehnz.engine.GenerationSwitch;
import com.lehnz.engine.Index;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.engine.OrgId;
import com.lehnz.indextemplates.ItemsGeneration;
import com.lehnz.pipeline.Topic;
import com.lehnz.pipeline.TopicLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Builds generations of items beside the live one, and swaps them in. */
@Component
public class Reindexer {
    /** So little that writes need not be held back for long to carry it over. */
    private static final long LITTLE = 500;

    /** Writes are not held back for longer, whatever happens. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final int ATTEMPTS = 5;

    /** Nodes read the generation that was live a second ago; after this, none does. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(3);

    private final ReindexLeases leases;
    private final Beginning beginning;
    private final FileLoader files;
    private final CatchUp catchUp;
    private final Verification verification;
    private final ItemsGenerations generations;
    private final GenerationSwitch switching;
    private final ChangeFeed feed;
    private final ItemsGeneration ours;
    private final TopicLog log;
    private final NewItems newItems;
    private final Clock clock;

    Reindexer(
            ReindexLeases leases,
            Beginning beginning,
            FileLoader files,
            CatchUp catchUp,
            Verification verification,
            ItemsGenerations generations,
            GenerationSwitch switching,
            ChangeFeed feed,
            ItemsGeneration ours,
            TopicLog log,
            NewItems newItems,
            Clock clock) {
        this.leases = leases;
        this.beginning = beginning;
        this.files = files;
        this.catchUp = catchUp;
        this.verification = verification;
        this.generations = generations;
        this.switching = switching;
        this.feed = feed;
        this.ours = ours;
        this.log = log;
        this.newItems = newItems;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param documents that are in the new generation
     * @param pause for which writes were held back
     * @param leftover why older generations could not be deleted; null where they were
     */
    public record Done(
            String from,
            String into,
            long documents,
            Duration pause,
            @Nullable String leftover) {
        private Done untidy(Throwable error) {
            return new Done(from, into, documents, pause, String.valueOf(error.getMessage()));
        }
    }

    /** Fails where another organization would be left on another embedding model: no node could serve both. */
    public Mono<Void> requireAll(Collection<OrgId> orgs) {
        return generations
                .allLive()
                .filter(live ->
                        !orgs.contains(live.org()) && !live.madeFor().model().equals(ours.model()))
                .next()
                .flatMap(left -> Mono.error(new IllegalArgumentException(
                        "A deployment has one embedding model, and %s is of %s: change all with --all, or set lehnz.embedding.model."
                                .formatted(left, left.madeFor().model()))));
    }

    /**
     * Builds what is wanted until it has all but the last writes of the live generation. Nobody reads it yet.
     *
     * @return what is built; empty where there was nothing to resume
     */
    public Mono<String> build(OrgId org, Order order, Progress progress) {
        return leases.hold(
                org,
                order instanceof Order.Resume,
                lease -> thawed(lease)
                        .then(Mono.defer(() -> beginning.of(lease, order)))
                        .flatMap(build -> site(lease, build, progress)
                                .flatMap(site -> patiently(Mono.defer(() -> files.load(site, order))
                                        .then(Mono.defer(() -> approach(site, Long.MAX_VALUE)))))
                                .thenReturn(name(org, build))));
    }

    private static String name(OrgId org, Build build) {
        return Index.generation(build.into()).readName(org);
    }

    /**
     * Swaps in what was built.
     *
     * @param built what {@link #build} has said
     * @param keep how many older generations to keep to go back to
     */
    public Mono<Done> finish(OrgId org, String built, int keep, Progress progress) {
        return leases.hold(
                org,
                false,
                lease -> thawed(lease)
                        .then(Mono.defer(lease::state))
                        .flatMap(state -> Mono.justOrEmpty(state.build()))
                        .filter(build -> build.file() == null || build.file().whole())
                        .filter(build -> name(org, build).equals(built))
                        .switchIfEmpty(Mono.error(() -> new IllegalStateException(
                                "%s is being built no more: somebody has begun anew meanwhile.".formatted(built))))
                        .flatMap(build -> site(lease, build, progress)
                                .flatMap(site -> patiently(Mono.defer(() -> verification.workers(site, build))
                                                .then(Mono.defer(() -> approach(site, Long.MAX_VALUE)))
                                                .then(Mono.defer(() -> verification.neighbours(site, build))))
                                        .then(Mono.defer(() -> takeOver(site, build))))
                                .flatMap(done -> tidy(org, build.from(), keep)
                                        .thenReturn(done)
                                        .onErrorResume(error -> Mono.just(done.untidy(error))))
                                .delayUntil(done -> build.file() == null ? Mono.empty() : tellOfNewItems(org))));
    }

    /** Whoever is not told in this time takes them in with their next event. */
    private Mono<Void> tellOfNewItems(OrgId org) {
        generations.forget(org);
        return newItems.arrived(org).timeout(LONGEST_PAUSE).onErrorComplete();
    }

    /** Lets the work of this process end soon, where it can be gone on with; whoever waits for it gets an error. */
    public void interrupt() {
        leases.interrupt();
    }

    /** Whoever held writes back before has died meanwhile. */
    private Mono<Void> thawed(ReindexLeases.Lease lease) {
        return beginning.live(lease.org()).flatMap(switching::thawAll);
    }

    private Mono<Site> site(ReindexLeases.Lease lease, Build build, Progress progress) {
        return Mono.zip(beginning.find(lease.org(), build.from()), beginning.find(lease.org(), build.into()))
                .filter(both -> both.getT1().isLive())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException(
                        "Another generation of %s has gone live meanwhile: begin anew.".formatted(lease.org()))))
                .flatMap(both -> switching
                        .count(both.getT1())
                        .map(total -> new Site(lease, both.getT1(), both.getT2(), progress, total)));
    }

    /** All that goes before the swap can be done again: it goes on where it was. */
    private static Mono<Void> patiently(Mono<Void> step) {
        return step.retryWhen(Retry.backoff(ATTEMPTS, Duration.ofSeconds(1))
                .filter(EngineUnavailableException.class::isInstance)
                .onRetryExhaustedThrow((spec, last) -> last.failure()));
    }

    /** Again and again, as long as there is less each time. */
    private Mono<Void> approach(Site site, long before) {
        return catchUp.round(site)
                .flatMap(carried -> carried <= LITTLE || carried >= before ? Mono.empty() : approach(site, carried));
    }

    private Mono<Done> takeOver(Site site, Build build) {
        Generation from = site.from();
        Generation into = site.into();
        String holder = site.lease().token();
        Function<Instant, Mono<Done>> takeOver = begun -> catchUp.last(site)
                .then(switching.refresh(into))
                .then(verification.counts(site, build))
                .delayUntil(
                        documents -> swap(site, build).flatMap(swap -> site.remember(state -> state.swapping(swap))))
                .delayUntil(documents -> switching.swap(from, into, holder))
                .delayUntil(documents -> site.lease().change(state -> state.settled(into.number())))
                .map(documents ->
                        new Done(from.name(), into.name(), documents, Duration.between(begun, clock.instant()), null));
        return Mono.usingWhen(
                Mono.just(clock.instant()),
                begun -> switching
                        .freeze(from, holder)
                        .then(Mono.defer(() -> takeOver.apply(begun).timeout(LONGEST_PAUSE))),
                begun -> Mono.empty(),
                (begun, error) -> thaw(site),
                begun -> thaw(site));
    }

    /** Whoever has lost the lease has lost the writes: somebody else may be holding them back by now. */
    private Mono<Void> thaw(Site site) {
        return site.lease()
                .isHeld()
                .filter(held -> held)
                .flatMap(held -> switching.thaw(site.from(), site.lease().token()))
                .onErrorComplete(); // A worker finishes it; why the writes were not swapped is what is to be said.
    }

    private Mono<Swap> swap(Site site, Build build) {
        Mono<Swap> copied = feed.lastCheckpoints(site.into())
                .map(checkpoints -> new Swap(build.from(), build.into(), clock.instant(), checkpoints, null));
        return build.upserts() == null
                ? copied
                : copied.zipWith(log.workedThrough(Topic.ITEMS))
                        .map(known -> new Swap(
                                known.getT1().from(),
                                known.getT1().into(),
                                known.getT1().at(),
                                known.getT1().checkpoints(),
                                known.getT2()));
    }

    /** Deletes all generations that are not live but the one that was a moment ago, and the newest of the others. */
    private Mono<Void> tidy(OrgId org, int before, int keep) {
        return generations
                .of(org)
                .filter(generation -> !generation.isLive())
                .sort(Comparator.comparing((Generation generation) -> generation.number() != before)
                        .thenComparing(Generation::number, Comparator.reverseOrder()))
                .skip(keep)
                .collectList()
                .flatMapMany(old -> old.isEmpty()
                        ? Flux.empty()
                        : Mono.delay(FORGOTTEN_AFTER).thenMany(Flux.fromIterable(old)))
                .concatMap(switching::delete)
                .then();
    }
}
