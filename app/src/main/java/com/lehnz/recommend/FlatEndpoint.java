package com.lehnz.recommend;

import com.lehnz.accounts.Caller;
import com.lehnz.recommend.FlatParser.FlatQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An endpoint per place in a storefront, with answers that are one flat object. */
@RestController
@Tag(name = "Recommendations", description = "Needs a publishable key")
@ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
class FlatEndpoint {
    private final FlatParser parser;
    private final Recommendations recommendations;
    private final JsonMapper json;

    FlatEndpoint(FlatParser parser, Recommendations recommendations, JsonMapper json) {
        this.parser = parser;
        this.recommendations = recommendations;
        this.json = json;
    }

    @PostMapping(path = "/recommend", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Ranked items for a user and a place: similar ones on a product page, what goes with the cart")
    @RequestBody(content = @Content(schema = @Schema(implementation = FlatRequest.Personalized.class)))
    Mono<FlatRecommendation> personalized(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        RecommendQuery query = parser.personalized(body);
        return answer(caller, query).map(answer -> answer.forUser(query.userId()));
    }

    @GetMapping("/item/{item_id}")
    @Operation(summary = "Items to go with an item")
    Mono<FlatRecommendation> similar(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable("item_id") String itemId,
            @Parameter(schema = @Schema(type = "integer", defaultValue = "4", minimum = "1", maximum = "100"))
                    @RequestParam(required = false)
                    @Nullable
                    String limit,
            @Parameter(schema = @Schema(type = "integer", defaultValue = "1", minimum = "1"))
                    @RequestParam(required = false)
                    @Nullable
                    String page,
            @Parameter(
                            schema =
                                    @Schema(
                                            defaultValue = "semantic",
                                            allowableValues = {"semantic", "behavioral", "auto"}))
                    @RequestParam(required = false)
                    @Nullable
                    String mode) {
        ObjectNode parameters =
                json.createObjectNode().put("item_id", itemId).put("mode", mode).set("limit", number(limit));
        parameters.set("page", number(page));
        return beside(caller, parser.similar(parameters));
    }

    @PostMapping(path = "/recommend/session", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Items to go with one that was just clicked")
    @RequestBody(content = @Content(schema = @Schema(implementation = FlatRequest.Session.class)))
    Mono<FlatRecommendation> session(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        return beside(caller, parser.session(body));
    }

    @PostMapping(path = "/recommend/basket", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Items that are bought together with those of a basket")
    @RequestBody(content = @Content(schema = @Schema(implementation = FlatRequest.Basket.class)))
    Mono<FlatRecommendation> basket(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        RecommendQuery query = parser.basket(body);
        return recommendations
                .answer(caller.org(), query)
                .map(answer -> FlatRecommendation.of(answer)
                        .forBasket(
                                query.itemIds(),
                                answer.servedBy().equals(answer.strategy()) ? "co_occurrence" : answer.servedBy()));
    }

    @PostMapping(path = "/recommend/price_optimized", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Ranked items for a user, near the prices they usually pay")
    @RequestBody(content = @Content(schema = @Schema(implementation = FlatRequest.PriceOptimized.class)))
    Mono<FlatRecommendation> priceOptimized(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        RecommendQuery query = parser.priceOptimized(body);
        return answer(caller, query).map(answer -> answer.forUser(query.userId(), "price_optimized"));
    }

    private Mono<FlatRecommendation> beside(Caller caller, FlatQuery flat) {
        return answer(caller, flat.query())
                .map(answer -> answer.besideItem(flat.query().contextItemId(), flat.mode()));
    }

    private Mono<FlatRecommendation> answer(Caller caller, RecommendQuery query) {
        return recommendations.answer(caller.org(), query).map(FlatRecommendation::of);
    }

    /** What is no number stays as it is, and the parser says so. */
    private JsonNode number(@Nullable String text) {
        if (text == null) {
            return json.getNodeFactory().nullNode();
        }
        try {
            return json.getNodeFactory().numberNode(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return json.getNodeFactory().stringNode(text);
        }
    }
}
