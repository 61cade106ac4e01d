package com.lehnz.recommend;

import com.lehnz.accounts.Caller;
import com.lehnz.web.Success;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
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
    private final Recommendations recommendations;

    RecommendEndpoint(RecommendParser parser, Recommendations recommendations) {
        this.parser = parser;
        this.recommendations = recommendations;
    }

    @PostMapping(path = "/v1/recommend", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Ranked items by any strategy")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "422", description = "The strategy cannot serve this request")
    @RequestBody(content = @Content(schema = @Schema(implementation = RecommendRequest.class)))
    Mono<Success<Recommendation>> recommend(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        return recommendations.answer(caller.org(), parser.parse(body)).map(answer -> {
            int count = answer.results().size();
            return Success.of(count == 1 ? "1 item" : count + " items", answer);
        });
    }
}
