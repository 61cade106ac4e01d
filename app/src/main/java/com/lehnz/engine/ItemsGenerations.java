package com.lehnz.engine;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.lehnz.indextemplates.ItemsGeneration;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The generations of each organization's items index: which one is live, and what embedding model each was made for. */
@Component
public class ItemsGenerations {
    private static final Pattern NAME = Pattern.compile("lehnz-items-([a-z0-9]+)-(\\d+)");
    private static final String WHAT_IS_READ = "?filter_path=*.aliases,*.mappings._meta";
    private static final Duration TRUSTED_FOR = Duration.ofSeconds(1);

    private final RestCalls calls;
    private final JsonMapper json;
    private final AsyncCache<OrgId, Optional<Generation>> recent =
            Caffeine.newBuilder().expireAfterWrite(TRUSTED_FOR).buildAsync();

    ItemsGenerations(RestCalls calls, JsonMapper json) {
        this.calls = calls;
        this.json = json;
    }

    /** Creates an organization's first generation behind its aliases; nothing happens where there is one. */
    public Mono<Void> createFirst(OrgId org, ItemsGeneration madeFor) {
        Index first = Index.generation(1);
        ObjectNode body = body(madeFor);
        body.putObject("aliases")
                .putPOJO(Index.ITEMS.readName(org), Map.of())
                .putPOJO(Index.ITEMS.writeName(org), Map.of("is_write_index", true))
                .putPOJO(first.writeName(org), Map.of());
        String name = first.readName(org);
        return calls.send("PUT", "/" + name, body).flatMap(answer -> {
            boolean exists = answer.status() == 400
                    && answer.body().path("error").path("type").asString().equals("resource_already_exists_exception");
            return answer.isOk() || exists
                    ? Mono.empty()
                    : Mono.error(new IllegalStateException("could not create " + name + ": " + answer.body()));
        });
    }

    /** Creates a generation that nobody reads yet. It is not searched while it is built, so it is not refreshed either. */
    public Mono<Generation> create(OrgId org, int number, ItemsGeneration madeFor) {
        Index index = Index.generation(number);
        ObjectNode body = body(madeFor);
        body.withObject("/settings").put("index.refresh_interval", "-1");
        body.putObject("aliases").putPOJO(index.writeName(org), Map.of());
        return calls.require("PUT", "/" + index.readName(org), body)
                .thenReturn(new Generation(org, number, madeFor, Set.of(index.writeName(org))));
    }

    private ObjectNode body(ItemsGeneration madeFor) {
        return (ObjectNode) json.readTree(madeFor.createIndexBody());
    }

    /** What is read and written now; empty where the organization has no items index. */
    public Mono<Generation> live(OrgId org) {
        return find("/" + Index.ITEMS.writeName(org)).filter(Generation::isLive).next();
    }

    /** The same as it was within the last second, for what every recommendation asks. */
    public Mono<Generation> recentlyLive(OrgId org) {
        return Mono.fromFuture(() -> recent.get(
                                org,
                                (key, executor) -> live(key)
                                        .map(Optional::of)
                                        .defaultIfEmpty(Optional.empty())
                                        .toFuture())
                        .copy())
                .flatMap(Mono::justOrEmpty);
    }

    /** What was live a moment ago is so no more, and whoever knows does not want to wait for others to see. */
    public void forget(OrgId org) {
        recent.synchronous().invalidate(org);
    }

    /** All of an organization's, the oldest first. */
    public Flux<Generation> of(OrgId org) {
        return find("/" + Index.ITEMS.readName(org) + "-*").sort(Comparator.comparing(Generation::number));
    }

    /** The one that an index is, if it is one. */
    public Mono<Generation> named(String index) {
        return find("/" + index).next();
    }

    /** Those of all organizations. */
    public Flux<Generation> all() {
        return find("/lehnz-items-*");
    }

    /** What is live, of all organizations. */
    public Flux<Generation> allLive() {
        return all().filter(Generation::isLive);
    }

    private Flux<Generation> find(String path) {
        return calls.send("GET", path + WHAT_IS_READ, null)
                .flatMapIterable(answer -> answer.isOk() ? answer.body().properties() : Set.of())
                .flatMap(index -> Mono.justOrEmpty(generation(index.getKey(), index.getValue())));
    }

    private static Optional<Generation> generation(String name, JsonNode index) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches() || !OrgId.isOne(parts.group(1))) {
            return Optional.empty();
        }
        OrgId org = new OrgId(parts.group(1));
        JsonNode meta = index.path("mappings").path("_meta");
        var madeFor = new ItemsGeneration(
                meta.path("model").asString(),
                meta.path("dimension").asInt(),
                meta.path("text_rule").asInt());
        return Optional.of(new Generation(
                org,
                Integer.parseInt(parts.group(2)),
                madeFor,
                Set.copyOf(index.path("aliases").propertyNames())));
    }

    /**
     * Refuses to go on where a live index holds vectors of another model: they would be compared with ours and mean
     * nothing. Indices of versions that knew no names of single generations get theirs.
     */
    public Mono<Void> requireModel(ItemsGeneration configured) {
        return allLive()
                .doOnNext(live -> {
                    if (!live.madeFor().model().equals(configured.model())) {
                        throw new IllegalStateException("The index %s holds vectors of the model %s, but the configured"
                                        .formatted(live, live.madeFor().model())
                                + " model is %s: set lehnz.embedding.model back, or build new indices with ./lehnz reindex"
                                        .formatted(configured.model())
                                + " --all --model followed by the new model (a demo: ./lehnz up --fresh).");
                    }
                })
                .filter(live -> !live.isOpen())
                .concatMap(live -> calls.require(
                        "PUT", "/" + live.name() + "/_alias/" + live.index().writeName(live.org()), null))
                .then();
    }

    /** Names of the fields that a generation's mapping has below an object field. */
    public Mono<Set<String>> fieldsOf(Generation generation, String object) {
        return calls.require("GET", "/" + generation.name() + "/_mapping", null).map(answer -> {
            Set<String> fields = new HashSet<>();
            for (JsonNode index : answer) {
                fields.addAll(index.path("mappings")
                        .path("properties")
                        .path(object)
                        .path("properties")
                        .propertyNames());
            }
            return fields;
        });
    }
}
