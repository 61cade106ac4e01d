package com.lehnz.recommend;

import com.lehnz.accounts.Caller;
import com.lehnz.attribution.Impression;
import com.lehnz.attribution.Impressions;
import com.lehnz.attribution.RecommendationId;
import com.lehnz.web.Success;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** One endpoint, many strategies. */
@RestController
@Tag(name = "Recommendations", description = "Needs a publishable key")
class RecommendEndpoint {
    private final RecommendParser parser;
    private final Recommender recommender;
    private final Impressions impressions;
    private final Clock clock;

    RecommendEndpoint(RecommendParser parser, Recommender recommender, Impressions impressions, Clock clock) {
        this.parser = parser;
        this.recommender = recommender;
        this.impressions = impressions;
        this.clock = clock;
    }

    @PostMapping(path = "/v1/recommend", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Ranked items by any strategy")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "422", description = "The strategy cannot serve this request")
    @RequestBody(content = @Content(schema = @Schema(implementation = RecommendRequest.class)))
    Mono<Success<Recommendation>> recommend(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        RecommendQuery query = parser.parse(body);
        return recommender.recommend(caller.org(), query).map(page -> {
            Recommendation answer = answer(query, page);
            impressions.record(caller.org(), impression(query, answer));
            int count = answer.results().size();
            return Success.of(count == 1 ? "1 item" : count + " items", answer);
        });
    }

    private Recommendation answer(RecommendQuery query, Page page) {
        List<Recommendation.Result> results = page.results();
        String strategy = query.strategy().name();
        return new Recommendation(
                RecommendationId.at(clock.instant()).toString(),
                strategy,
                page.parts().isEmpty()
                        ? strategy
                        : page.parts().getFirst().strategy().name(),
                results.stream().map(Recommendation.Result::itemId).toList(),
                results,
                Recommendation.Pagination.of(query.page(), query.limit(), page.total()));
    }

    private Impression impression(RecommendQuery query, Recommendation answer) {
        return new Impression(
                answer.recommendationId(),
                answer.strategy(),
                answer.servedBy(),
                query.placement(),
                query.userId(),
                query.contextItemId(),
                query.offset(),
                answer.recommendedItems(),
                clock.instant());
    }
}
