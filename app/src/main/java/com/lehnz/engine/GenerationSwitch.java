package com.lehnz.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes one generation's place with another. Writes to the one that is live are held back first: they are refused, their
 * writers try again, and go to the other one when the aliases have moved.
 */
@Component
public class GenerationSwitch {
    private final RestCalls calls;

    GenerationSwitch(RestCalls calls) {
        this.calls = calls;
    }

    /**
     * Holds writes back. When this completes, no write is on its way in any more, and none will be until {@link #thaw}.
     * The alias that says who holds them back is what {@link #swap} insists on, so that nobody swaps after a thaw that
     * they did not notice.
     */
    public Mono<Void> freeze(Generation live, String holder) {
        return aliases(List.of(add(live, frozenBy(live, holder))))
                .then(calls.require("PUT", "/" + live.name() + "/_block/write", null))
                .then();
    }

    /** Lets writes through again, unless the holder has lost them already: then somebody else has, or has swapped. */
    public Mono<Void> thaw(Generation live, String holder) {
        return calls.send("POST", "/_aliases", Map.of("actions", List.of(remove(live, frozenBy(live, holder)))))
                .filter(RestCalls.Answer::isOk)
                .flatMap(held -> open(live));
    }

    /** Lets a generation be written to. */
    public Mono<Void> open(Generation generation) {
        return calls.require("PUT", "/" + generation.name() + "/_settings", Map.of("index.blocks.write", "false"))
                .then(aliases(List.of(add(generation, generation.index().writeName(generation.org())))));
    }

    /** What is being held back, by holder. */
    public Flux<Frozen> frozen() {
        return calls.send("GET", "/_alias/lehnz-items-*-frozen-*", null)
                .flatMapIterable(answer -> answer.isOk() ? answer.body().properties() : List.of())
                .flatMapIterable(index -> index.getValue().path("aliases").propertyNames().stream()
                        .map(alias -> new Frozen(
                                index.getKey(), alias.substring(index.getKey().length() + "-frozen-".length())))
                        .toList());
    }

    /** @param index the name of a generation's index */
    public record Frozen(String index, String holder) {}

    /** Makes searches see all that was written, and goes on doing so as its predecessor did. */
    public Mono<Void> complete(Generation built, Generation live) {
        String setting = "index.refresh_interval";
        return calls.require("GET", "/" + live.name() + "/_settings/" + setting + "?flat_settings=true", null)
                .map(answer ->
                        answer.path(live.name()).path("settings").path(setting).asString("1s"))
                .flatMap(interval -> calls.require("PUT", "/" + built.name() + "/_settings", Map.of(setting, interval)))
                .then(refresh(built));
    }

    public Mono<Void> refresh(Generation generation) {
        return calls.require("POST", "/" + generation.name() + "/_refresh", null)
                .then();
    }

    /** Documents in it, as of the last refresh. */
    public Mono<Long> count(Generation generation) {
        return calls.require("GET", "/" + generation.name() + "/_count", null)
                .map(answer -> answer.path("count").asLong());
    }

    /**
     * Moves reads and writes from one generation to another, all at once or not at all.
     *
     * @param holder who holds writes to {@code from} back; refused where that is no longer so
     */
    public Mono<Void> swap(Generation from, Generation to, String holder) {
        OrgId org = from.org();
        List<Map<String, ?>> actions = new ArrayList<>();
        actions.add(remove(from, frozenBy(from, holder)));
        for (String alias : List.of(
                Index.ITEMS.readName(org),
                Index.ITEMS.writeName(org),
                from.index().writeName(org))) {
            actions.add(remove(from, alias));
        }
        actions.add(add(to, Index.ITEMS.readName(org)));
        actions.add(
                Map.of("add", Map.of("index", to.name(), "alias", Index.ITEMS.writeName(org), "is_write_index", true)));
        return aliases(actions);
    }

    /** @throws IllegalArgumentException for the one that is live */
    public Mono<Void> delete(Generation generation) {
        if (generation.isLive()) {
            throw new IllegalArgumentException(generation + " is live");
        }
        return calls.send("DELETE", "/" + generation.name(), null).then();
    }

    private Mono<Void> aliases(List<? extends Map<String, ?>> actions) {
        return calls.require("POST", "/_aliases", Map.of("actions", actions))
                .filter(answer -> answer.path("acknowledged").asBoolean())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("OpenSearch did not confirm new aliases")))
                .then();
    }

    private static Map<String, Map<String, ?>> add(Generation generation, String alias) {
        return Map.of("add", Map.of("index", generation.name(), "alias", alias));
    }

    private static Map<String, Map<String, ?>> remove(Generation generation, String alias) {
        return Map.of("remove", Map.of("index", generation.name(), "alias", alias, "must_exist", true));
    }

    private static String frozenBy(Generation generation, String holder) {
        return generation.name() + "-frozen-" + holder;
    }
}
