package com.lehnz.attribution;

import com.lehnz.accounts.Member;
import com.lehnz.web.Success;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What recommendations were worth. */
@RestController
@Tag(name = "Analytics")
class AnalyticsEndpoint {
    private final Analytics analytics;
    private final AnalyticsParser parser;

    AnalyticsEndpoint(Analytics analytics, AnalyticsParser parser) {
        this.analytics = analytics;
        this.parser = parser;
    }

    @GetMapping("/orgs/{org}/analytics")
    @Operation(summary = "Impressions, clicks, conversions and revenue of recommendations")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "A parameter is invalid")
    Mono<Success<AnalyticsReport>> analytics(
            @Parameter(hidden = true) @AuthenticationPrincipal Member member,
            @PathVariable("org") @Parameter(description = "The organization's id") String org,
            @RequestParam(name = "from", required = false)
                    @Parameter(
                            description = "First day, UTC; 29 days before the last where it is left out",
                            example = "2026-01-01")
                    @Nullable
                    String from,
            @RequestParam(name = "to", required = false)
                    @Parameter(description = "Last day, UTC; today where it is left out", example = "2026-01-31")
                    @Nullable
                    String to,
            @RequestParam(name = "by", required = false)
                    @Parameter(
                            description = "Any of strategy, served_by, placement, day, separated by commas",
                            schema = @Schema(type = "string", defaultValue = AnalyticsParser.DEFAULT_BY))
                    @Nullable
                    String by,
            @RequestParam(name = "strategy", required = false) @Parameter(description = "Only this strategy") @Nullable
                    String strategy,
            @RequestParam(name = "placement", required = false)
                    @Parameter(description = "Only this placement")
                    @Nullable
                    String placement,
            @RequestParam(name = "limit", defaultValue = AnalyticsParser.DEFAULT_LIMIT)
                    @Parameter(
                            description = "Rows of a page",
                            schema =
                                    @Schema(
                                            type = "integer",
                                            defaultValue = AnalyticsParser.DEFAULT_LIMIT,
                                            minimum = "1",
                                            maximum = "10000"))
                    String limit,
            @RequestParam(name = "cursor", required = false)
                    @Parameter(description = "The 'next' of the page before")
                    @Nullable
                    String cursor) {
        AnalyticsQuery query = parser.parse(from, to, by, strategy, placement, limit, cursor);
        return analytics.report(member.org(), query).map(report -> {
            int rows = report.rows().size();
            return Success.of(rows == 1 ? "1 row" : rows + " rows", report);
        });
    }
}
