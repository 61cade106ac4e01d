package com.lehnz.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.accounts.Member;
import com.lehnz.web.ApiException;
import com.lehnz.web.Success;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What became of imports. */
@RestController
@Tag(name = "Imports")
class ImportsEndpoint {
    private static final int MOST = 100;

    private final ImportStore imports;
    private final ImportWatch watch;
    private final Clock clock;

    ImportsEndpoint(ImportStore imports, ImportWatch watch, Clock clock) {
        this.imports = imports;
        this.watch = watch;
        this.clock = clock;
    }

    /** @param next the {@code cursor} of the next page; absent on the last one */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ImportPage(
            @JsonProperty("imports") List<ImportReport> imports,
            @JsonProperty("next") @Nullable String next) {}

    @GetMapping("/imports")
    @Operation(summary = "Imports, the newest first")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "A parameter is invalid")
    Mono<Success<ImportPage>> list(
            @Parameter(hidden = true) @AuthenticationPrincipal Member member,
            @Parameter(description = "1 to 100") @RequestParam(defaultValue = "50") String limit,
            @Parameter(description = "The next of the page before") @RequestParam(required = false) @Nullable
                    String cursor) {
        int size = size(limit);
        Instant now = clock.instant();
        return imports.list(member.org(), cursor, size).map(found -> {
            List<ImportReport> page = found.stream()
                    .map(each -> ImportReport.withoutErrors(each, now))
                    .toList();
            String next = found.size() < size ? null : found.getLast().id();
            return Success.of("%d imports".formatted(page.size()), new ImportPage(page, next));
        });
    }

    @GetMapping("/imports/{import}")
    @Operation(summary = "How far an import is, and what is wrong with its rows")
    Mono<Success<ImportReport>> find(
            @Parameter(hidden = true) @AuthenticationPrincipal Member member, @PathVariable("import") String id) {
        return imports.find(member.org(), id)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("import")))
                .map(found -> ImportReport.of(found, clock.instant()))
                .map(report ->
                        Success.of("%d of %d rows applied".formatted(report.applied(), report.accepted()), report));
    }

    @GetMapping("/imports/{import}/events")
    @Operation(summary = "How far an import is, as server-sent events")
    @ApiResponse(
            responseCode = "200",
            description =
                    "An event named progress at once and whenever something has changed, until it is done or failed",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = ImportReport.class)))
    Mono<ResponseEntity<Flux<ServerSentEvent<ImportReport>>>> events(
            @Parameter(hidden = true) @AuthenticationPrincipal Member member, @PathVariable("import") String id) {
        return imports.find(member.org(), id)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("import")))
                .map(found -> ResponseEntity.ok()
                        .contentType(MediaType.TEXT_EVENT_STREAM)
                        .body(watch.progress(member.org(), id)));
    }

    private static int size(String limit) {
        try {
            int size = Integer.parseInt(limit);
            if (size >= 1 && size <= MOST) {
                return size;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw ApiException.badRequest("'limit' must lie between 1 and " + MOST, "Parameter 'limit' is invalid");
    }
}
