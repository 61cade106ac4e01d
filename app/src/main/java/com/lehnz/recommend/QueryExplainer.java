package com.lehnz.recommend;

import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Shows the one search that a recommendation is composed to, so that people can read it and run it themselves. */
@Component
public class QueryExplainer {
    private final RecommendParser parser;
    private final FlatParser flat;
    private final Recommender recommender;

    QueryExplainer(RecommendParser parser, FlatParser flat, Recommender recommender) {
        this.parser = parser;
        this.flat = flat;
        this.recommender = recommender;
    }

    /** @param body what goes to the {@code _search} of the index */
    public record Explained(String index, String body) {}

    /**
     * @param path of an endpoint with rankings of its own: {@code /v1/recommend}, {@code /recommend/basket} or
     *     {@code /recommend/price_optimized}
     * @param request the body that it takes
     * @return empty where no search is made
     */
    public Mono<Explained> explain(OrgId org, String path, JsonNode request) {
        RecommendQuery query = switch (path) {
            case "/v1/recommend" -> parser.parse(request);
            case "/recommend/basket" -> flat.basket(request);
            case "/recommend/price_optimized" -> flat.priceOptimized(request);
            default -> throw new IllegalArgumentException("no ranking of its own: " + path);
        };
        return recommender
                .primarySearch(org, query)
                .map(search -> new Explained(Index.ITEMS.readName(org), search.toJson()));
    }
}
