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
    private final Recommender recommender;

    QueryExplainer(RecommendParser parser, Recommender recommender) {
        this.parser = parser;
        this.recommender = recommender;
    }

    /** @param body what goes to the {@code _search} of the index */
    public record Explained(String index, String body) {}

    /**
     * @param request the body of {@code POST /v1/recommend}
     * @return empty where no search is made
     */
    public Mono<Explained> explain(OrgId org, JsonNode request) {
        return recommender
                .primarySearch(org, parser.parse(request))
                .map(search -> new Explained(Index.ITEMS.readName(org), search.toJson()));
    }
}
