package com.lehnz.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.audit.AuditEntry;
import com.lehnz.audit.AuditLog;
import com.lehnz.audit.AuditQuery;
import com.lehnz.web.Success;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What happened in an organization. */
@RestController
@Tag(name = "Audit log")
class AuditEndpoint {
    private final AuditLog audit;

    AuditEndpoint(AuditLog audit) {
        this.audit = audit;
    }

    /** @param next the {@code cursor} of the next page; absent on the last one */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(
            @JsonProperty("entries") List<AuditEntry> entries,
            @JsonProperty("next") @Nullable String next) {}

    @GetMapping("/orgs/{org}/audit")
    @Operation(summary = "Who did what, when and from where, the newest first")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "A parameter is invalid")
    Mono<Success<Page>> read(
            @PathVariable String org,
            @Parameter(hidden = true) @AuthenticationPrincipal Member member,
            @Parameter(description = "An e-mail address, or operator") @RequestParam(required = false) @Nullable
                    String actor,
            @Parameter(description = "Such as key.created") @RequestParam(required = false) @Nullable String action,
            @Parameter(description = "ISO 8601") @RequestParam(required = false) @Nullable String from,
            @Parameter(description = "ISO 8601") @RequestParam(required = false) @Nullable String until,
            @Parameter(description = "1 to 100") @RequestParam(defaultValue = "50") String limit,
            @Parameter(description = "The next of the page before") @RequestParam(required = false) @Nullable
                    String cursor) {
        AuditQuery query = AuditQuery.of(actor, action, from, until, limit, cursor);
        return audit.read(member.org(), query)
                .map(entries -> Success.of(
                        "%d entries".formatted(entries.size()), new Page(entries, query.cursorAfter(entries))));
    }
}
