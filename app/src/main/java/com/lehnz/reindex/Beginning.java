package com.lehnz.reindex;

import com.lehnz.engine.Generation;
import com.lehnz.engine.GenerationSwitch;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.engine.OrgId;
import com.lehnz.imports.CatalogFile;
import com.lehnz.indextemplates.ItemsGeneration;
import com.lehnz.pipeline.Topic;
import com.lehnz.pipeline.TopicLog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** From what is wanted to what is to be built, and the generation to build it in. */
@Component
class Beginning {
    private final ItemsGenerations generations;
    private final GenerationSwitch switching;
    private final ItemsGeneration ours;
    private final TopicLog log;
    private final JsonMapper json;
    private final Clock clock;

    Beginning(
            ItemsGenerations generations,
            GenerationSwitch switching,
            ItemsGeneration ours,
            TopicLog log,
            JsonMapper json,
            Clock clock) {
        this.generations = generations;
        this.switching = switching;
        this.ours = ours;
        this.log = log;
        this.json = json;
        this.clock = clock;
    }

    /** @return what to build, which is remembered by now; empty where what is to be resumed was at its end */
    Mono<Build> of(ReindexLeases.Lease lease, Order order) {
        return live(lease.org())
                .doOnNext(live -> requireChosen(live, order))
                .flatMap(live -> lease.change(state -> state.settled(live.number()))
                        .flatMap(state -> of(lease, live, state, order)));
    }

    private Mono<Build> of(ReindexLeases.Lease lease, Generation live, Reindexing state, Order order) {
        return switch (order) {
            case Order.Anew anew -> anew(lease, live, state, anew);
            case Order.Resume resume when state.build() != null -> resumed(live, state.build(), resume);
            // One of several organizations whose turn had not come yet.
            case Order.Resume resume
            when resume.file() == null && isOfOtherModel(live) ->
                anew(lease, live, state, new Order.Anew(null, Missing.DELETE, true));
            case Order.Resume _ -> Mono.empty();
            case Order.Back _ ->
                back(live, state)
                        .flatMap(build -> remember(lease, build))
                        // It has had no other model than the one to go back from.
                        .switchIfEmpty(
                                Mono.defer(() -> anew(lease, live, state, new Order.Anew(null, Missing.DELETE, true))));
        };
    }

    /** What was half built before goes only when nothing can be wrong with what takes its place any more. */
    private Mono<Build> anew(ReindexLeases.Lease lease, Generation live, Reindexing state, Order.Anew order) {
        return planned(live, state, order)
                .flatMap(build -> remember(lease, build))
                .delayUntil(build -> discard(live, state))
                .delayUntil(build -> generations.create(lease.org(), build.into(), ours));
    }

    Mono<Generation> live(OrgId org) {
        return generations
                .live(org)
                .switchIfEmpty(Mono.error(
                        () -> new IllegalArgumentException("There is no organization %s with items.".formatted(org))));
    }

    /** The number of a generation to come: one that none has had, or what is known of that one would be taken for its own. */
    Mono<Integer> next(Generation live, Reindexing state) {
        return generations
                .of(live.org())
                .map(Generation::number)
                .reduce(Math.max(live.number(), Objects.requireNonNullElse(state.newest(), 0)), Math::max)
                .map(newest -> newest + 1);
    }

    Mono<Generation> find(OrgId org, int number) {
        return generations
                .of(org)
                .filter(generation -> generation.number() == number)
                .next();
    }

    private static Mono<Build> remember(ReindexLeases.Lease lease, Build build) {
        return lease.change(state -> state.with(build)).thenReturn(build);
    }

    /** What was left half built, unless it is an older generation. */
    private Mono<Void> discard(Generation live, Reindexing state) {
        Build left = state.build();
        boolean isOlder = left != null
                && state.last() != null
                && left.into() == state.last().from();
        return left == null || isOlder
                ? Mono.empty()
                : find(live.org(), left.into()).flatMap(switching::delete);
    }

    private Mono<Build> planned(Generation live, Reindexing state, Order.Anew order) {
        Mono<Integer> number = next(live, state);
        Path file = order.file();
        return file == null
                ? number.map(into -> new Build(live.number(), into, clock.instant(), Map.of(), null, null))
                : Mono.zip(number, log.end(Topic.ITEMS), checked(file))
                        .map(known -> new Build(
                                live.number(),
                                known.getT1(),
                                clock.instant(),
                                Map.of(),
                                known.getT2(),
                                new Refresh(known.getT3(), order.missing(), known.getT2(), 0, false)));
    }

    private Mono<Build> resumed(Generation live, Build build, Order.Resume order) {
        return find(live.org(), build.into())
                .switchIfEmpty(Mono.defer(() -> build.isUntouched()
                        ? generations.create(live.org(), build.into(), ours)
                        : Mono.error(new IllegalStateException(
                                "What was half built of %s is gone: begin anew.".formatted(live.org())))))
                .doOnNext(this::requireOurModel)
                .then(sameFile(build.file(), order))
                .thenReturn(build);
    }

    private Mono<Void> sameFile(@Nullable Refresh before, Order.Resume order) {
        Path now = order.file();
        if (now == null) {
            return before == null || before.whole()
                    ? Mono.empty()
                    : Mono.error(
                            new IllegalArgumentException("The file was not read to its end: name it with --from."));
        }
        if (before == null) {
            return Mono.error(new IllegalArgumentException(
                    "What was interrupted had no file: resume it without --from, or begin anew with it."));
        }
        if (before.missing() != order.missing()) {
            return Mono.error(new IllegalArgumentException("What was interrupted had --missing %s."
                    .formatted(before.missing().name().toLowerCase(Locale.ROOT))));
        }
        return id(now).doOnNext(id -> {
                    if (!id.equals(before.id())) {
                        throw new IllegalArgumentException(now + " is not the file that was being read.");
                    }
                })
                .then();
    }

    /** @return the file's id; fails where a row is malformed */
    private Mono<String> checked(Path file) {
        return Mono.fromCallable(() -> {
                    CatalogFile catalog = new CatalogFile(file, json);
                    catalog.check();
                    return catalog.id();
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<String> id(Path file) {
        return Mono.fromCallable(() -> new CatalogFile(file, json).id()).subscribeOn(Schedulers.boundedElastic());
    }

    /** Empty where there is nothing to go back to, but the live generation is of another model. */
    private Mono<Build> back(Generation live, Reindexing state) {
        boolean must = !isOfOtherModel(live);
        Swap last = state.last();
        Mono<Build> older = last == null || last.into() != live.number()
                ? Mono.empty()
                : find(live.org(), last.from())
                        .filter(before -> must || !isOfOtherModel(before))
                        .doOnNext(this::requireOurModel)
                        .delayUntil(switching::open)
                        .map(before -> new Build(
                                live.number(),
                                before.number(),
                                clock.instant(),
                                last.checkpoints(),
                                last.upserts(),
                                null));
        return must ? older.switchIfEmpty(Mono.defer(() -> nothingToGoBackTo(live))) : older;
    }

    private static <T> Mono<T> nothingToGoBackTo(Generation live) {
        return Mono.error(
                new IllegalArgumentException("There is no older generation to go back to from %s.".formatted(live)));
    }

    private boolean isOfOtherModel(Generation generation) {
        return !generation.madeFor().model().equals(ours.model());
    }

    void requireChosen(Generation live, Order order) {
        if (isOfOtherModel(live) && !order.otherModel()) {
            throw new IllegalArgumentException(
                    "%s holds vectors of the model %s, but the configured one is %s: choose with --model."
                            .formatted(live, live.madeFor().model(), ours.model()));
        }
    }

    private void requireOurModel(Generation generation) {
        if (!Objects.equals(generation.madeFor().model(), ours.model())) {
            throw new IllegalArgumentException(
                    "%s is made for the model %s, but the configured one is %s: choose with --model."
                            .formatted(generation, generation.madeFor().model(), ours.model()));
        }
    }
}
