package com.lehnz.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Takes one generation's place with another. Writes to the one that is live are held back first: they are refused, their
 * writers try again, and go to the other one when the aliases have moved.
 */
@Component
public class GenerationSwitch {
    /** In the place of a holder, while writes are let through again. */
    private static final String NOBODY = "nobody";

    private static final String BLOCK = "index.blocks.write";

    private final RestCalls calls;

    GenerationSwitch(RestCalls calls) {
        this.calls = calls;
    }

    /**
     * Holds writes back. When this completes, no write is on its way in any more, and none will be until {@link #thaw}.
     * The alias that says who holds them back is what {@link #swap} insists on, so that nobody swaps after a thaw that
     * they did not notice. Whoever held them back before has no right to any more.
     */
    public Mono<Void> freeze(Generation live, String holder) {
        return marks(live)
                .flatMap(others -> mark(live, others, frozenBy(live, holder)))
                .then(block(live));
    }

    /** Lets writes through again, unless the holder has lost them already: then somebody else has, or has swapped. */
    public Mono<Void> thaw(Generation live, String holder) {
        return marks(live)
                .filter(marks -> marks.contains(frozenBy(live, holder)))
                .flatMap(held -> letThrough(live, List.of(frozenBy(live, holder))));
    }

    /**
     * Lets writes through whoever holds them back. Only for who alone is at work on the organization's generations. A process
     * that slept may have closed an index after its mark was gone.
     */
    public Mono<Void> thawAll(Generation generation) {
        return Mono.zip(marks(generation), isBlocked(generation)).flatMap(found -> {
            boolean isClosed = generation.isLive() && found.getT2();
            return found.getT1().isEmpty() && !isClosed ? Mono.empty() : letThrough(generation, found.getT1());
        });
    }

    /**
     * The mark goes last, so that whoever comes after a crash in between finds it; but it is nobody's from the beginning,
     * so that its holder cannot swap any more. What is not live stays closed: a write that was meant for it is lost there.
     */
    private Mono<Void> letThrough(Generation generation, List<String> marks) {
        String nobodys = frozenBy(generation, NOBODY);
        return mark(generation, marks, nobodys)
                .then(Mono.defer(() -> generation.isLive()
                        ? unblock(generation).then(aliases(List.of(remove(generation, nobodys), writable(generation))))
                        : aliases(List.of(remove(generation, nobodys)))));
    }

    private Mono<Void> mark(Generation generation, List<String> before, String now) {
        List<Map<String, ?>> actions = new ArrayList<>();
        before.stream().filter(mark -> !mark.equals(now)).forEach(mark -> actions.add(remove(generation, mark)));
        actions.add(add(generation, now));
        return aliases(actions);
    }

    private Mono<List<String>> marks(Generation generation) {
        return calls.send("GET", "/" + generation.name() + "/_alias/" + frozenBy(generation, "*"), null)
                .map(answer -> !answer.isOk()
                        ? List.of()
                        : List.copyOf(answer.body()
                                .path(generation.name())
                                .path("aliases")
                                .propertyNames()));
    }

    /** Lets a generation be written to. */
    public Mono<Void> open(Generation generation) {
        return unblock(generation).then(aliases(List.of(writable(generation))));
    }

    /** A block that is still on its way in would come back: it is waited for. */
    private Mono<Void> unblock(Generation generation) {
        return block(generation)
                .then(calls.require("PUT", "/" + generation.name() + "/_settings", Map.of(BLOCK, "false")))
                .then();
    }

    private static Map<String, Map<String, ?>> writable(Generation generation) {
        return add(generation, generation.index().writeName(generation.org()));
    }

    private Mono<Void> block(Generation generation) {
        return calls.require("PUT", "/" + generation.name() + "/_block/write", null)
                .filter(answer -> answer.path("acknowledged").asBoolean()
                        && answer.path("indices")
                                .valueStream()
                                .allMatch(index -> index.path("blocked").asBoolean()))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException(
                        "OpenSearch did not confirm that nothing is written to " + generation + " any more")))
                .then();
    }

    /** Whether there is a mark of somebody who holds writes back, or did. */
    public boolean isMarked(Generation generation) {
        return generation.aliases().stream().anyMatch(alias -> alias.startsWith(frozenBy(generation, "")));
    }

    /** Names of indices that take no writes, or have a mark of somebody who holds them back. */
    public Flux<String> closed() {
        return Flux.concat(
                        names("/lehnz-items-*/_alias/lehnz-items-*-frozen-*"),
                        names("/lehnz-items-*/_settings/" + BLOCK + "?flat_settings=true"))
                .distinct();
    }

    private Flux<String> names(String path) {
        return calls.send("GET", path, null)
                .flatMapIterable(answer -> answer.isOk() ? answer.body().properties() : Set.of())
                .filter(index -> index.getValue().has("aliases") || isBlocked(index.getValue()))
                .map(Map.Entry::getKey);
    }

    private Mono<Boolean> isBlocked(Generation generation) {
        return calls.require("GET", "/" + generation.name() + "/_settings/" + BLOCK + "?flat_settings=true", null)
                .map(answer -> isBlocked(answer.path(generation.name())));
    }

    private static boolean isBlocked(JsonNode index) {
        return index.path("settings").path(BLOCK).asString("false").equals("true");
    }

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
        return calls.send("DELETE", "/" + generation.name(), null)
                .filter(answer -> answer.isOk() || answer.status() == 404)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("OpenSearch does not delete " + generation)))
                .then();
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
