package com.lehnz.engine;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hc.core5.http.ContentTooLongException;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch.core.search.Hit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The documents of a generation in the order in which they were last written. OpenSearch numbers the writes of each shard;
 * a document that is written again moves to the end. So a reader that remembers a number per shard can stop at any time
 * and go on where it was, and reading everything and reading what has changed since are the same thing.
 */
@Component
public class ChangeFeed {
    private static final int PAGE = 200;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final OpenSearchAsyncClient client;
    private final EngineProperties properties;
    private final RestCalls calls;

    ChangeFeed(OpenSearchAsyncClient client, EngineProperties properties, RestCalls calls) {
        this.client = client;
        this.properties = properties;
        this.calls = calls;
    }

    /**
     * A document as it is now.
     *
     * @param sequenceNumber of its last write, within its shard
     * @param version how often it was written
     */
    public record Change(String id, long sequenceNumber, long version, ObjectNode source) {}

    /** Some of a shard's documents: with them, all of its writes up to and including {@code upTo} have been read. */
    public record Changes(String shard, long upTo, List<Change> documents) {}

    /**
     * By shard, the number up to which every write is complete and on every copy. Beyond it a later write may become
     * visible before an earlier one, so nobody should read further.
     */
    public Mono<Map<String, Long>> checkpoints(Generation generation) {
        return numbers(generation, "global_checkpoint");
    }

    /** The same of a generation that nobody writes to, when they are those of its last writes. */
    public Mono<Map<String, Long>> lastCheckpoints(Generation generation) {
        return Mono.zip(checkpoints(generation), numbers(generation, "max_seq_no"))
                .filter(numbers -> numbers.getT1().equals(numbers.getT2()))
                .map(numbers -> numbers.getT1())
                .repeatWhenEmpty(incomplete -> incomplete.delayElements(LOOK_AGAIN));
    }

    private Mono<Map<String, Long>> numbers(Generation generation, String number) {
        return calls.require("GET", "/" + generation.name() + "/_stats/docs?level=shards", null)
                .map(stats -> {
                    Map<String, Long> numbers = new TreeMap<>(Comparator.comparing(Integer::valueOf));
                    JsonNode shards =
                            stats.path("indices").path(generation.name()).path("shards");
                    shards.properties()
                            .forEach(shard -> shard.getValue()
                                    .valueStream()
                                    .filter(copy ->
                                            copy.path("routing").path("primary").asBoolean())
                                    .forEach(copy -> numbers.put(
                                            shard.getKey(),
                                            copy.path("seq_no").path(number).asLong())));
                    return numbers;
                });
    }

    /** What was written after one state and is part of another, a shard at a time, the oldest first. */
    public Flux<Changes> between(Generation generation, Map<String, Long> after, Map<String, Long> upTo) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.indices().refresh(refresh -> refresh.index(generation.name())))
                .thenMany(Flux.fromIterable(upTo.entrySet()))
                .concatMap(shard ->
                        pages(generation, shard.getKey(), after.getOrDefault(shard.getKey(), -1L), shard.getValue()));
    }

    private Flux<Changes> pages(Generation generation, String shard, long after, long upTo) {
        return page(generation, shard, after, upTo, PAGE)
                .expand(page -> page.upTo() == upTo ? Mono.empty() : page(generation, shard, page.upTo(), upTo, PAGE));
    }

    /** @param size documents at most, fewer where they are too large for one answer */
    private Mono<Changes> page(Generation generation, String shard, long after, long upTo, int size) {
        if (after >= upTo) {
            return Mono.just(new Changes(shard, upTo, List.of()));
        }
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.search(
                                search -> search.index(generation.name())
                                        .preference("_shards:" + shard + "|_primary")
                                        .query(query -> query.range(range -> range.field("_seq_no")
                                                .gt(JsonData.of(after))
                                                .lte(JsonData.of(upTo))))
                                        .sort(sort -> sort.field(
                                                field -> field.field("_seq_no").order(SortOrder.Asc)))
                                        .size(size)
                                        .trackTotalHits(total -> total.enabled(false))
                                        .allowPartialSearchResults(false)
                                        .seqNoPrimaryTerm(true)
                                        .version(true),
                                ObjectNode.class))
                .map(response -> {
                    List<Change> documents = response.hits().hits().stream()
                            .map(ChangeFeed::change)
                            .toList();
                    return new Changes(
                            shard,
                            documents.size() < size ? upTo : documents.getLast().sequenceNumber(),
                            documents);
                })
                .onErrorResume(
                        error -> error instanceof ContentTooLongException && size > 1,
                        tooLong -> page(generation, shard, after, upTo, size / 2));
    }

    private static Change change(Hit<ObjectNode> hit) {
        return new Change(
                Objects.requireNonNull(hit.id()),
                Objects.requireNonNull(hit.seqNo()),
                Objects.requireNonNull(hit.version()),
                Objects.requireNonNull(hit.source()));
    }
}
