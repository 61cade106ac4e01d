package com.lehnz.engine;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Samples what searches by vector find in a generation, live or not. */
@Component
public class Neighbours {
    private final RestCalls calls;

    Neighbours(RestCalls calls) {
        this.calls = calls;
    }

    /** Vectors of some items, chosen at random. */
    public Flux<List<Double>> sample(Generation generation, int size) {
        return search(
                        generation,
                        Map.of(
                                "size",
                                size,
                                "_source",
                                List.of("vector"),
                                "query",
                                Map.of(
                                        "function_score",
                                        Map.of(
                                                "query",
                                                Map.of("exists", Map.of("field", "vector")),
                                                "random_score",
                                                Map.of()))))
                .flatMapIterable(hits -> hits)
                .map(hit -> hit.path("_source")
                        .path("vector")
                        .valueStream()
                        .map(JsonNode::asDouble)
                        .toList());
    }

    /**
     * How near the nearest items are, in scores of OpenSearch.
     *
     * @param ofItself the score of an item with just this vector
     * @param best of the nearest
     * @param sum of all that were asked for
     */
    public record Nearness(double ofItself, double best, double sum) {}

    public Mono<Nearness> nearest(Generation generation, List<Double> vector, int most) {
        double ofItself = 1 + vector.stream().mapToDouble(each -> each * each).sum();
        return search(
                        generation,
                        Map.of(
                                "size",
                                most,
                                "_source",
                                false,
                                "query",
                                Map.of("knn", Map.of("vector", Map.of("vector", vector, "k", most)))))
                .map(hits -> new Nearness(
                        ofItself,
                        hits.path(0).path("_score").asDouble(0),
                        hits.valueStream()
                                .mapToDouble(hit -> hit.path("_score").asDouble())
                                .sum()));
    }

    private Mono<JsonNode> search(Generation generation, Map<String, ?> body) {
        return calls.require("POST", "/" + generation.name() + "/_search", body)
                .map(answer -> answer.path("hits").path("hits"));
    }
}
