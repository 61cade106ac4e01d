package com.lehnz.imports;

import com.lehnz.accounts.Member;
import com.lehnz.web.Success;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Whole files of items, users or events. 202 means that Kafka has every row. */
@RestController
@Tag(name = "Imports")
class UploadEndpoint {
    private static final String SUMMARY = "CSV, a JSON array or JSON lines, plain or gzip, up to 50 MB";

    private final Importer importer;
    private final Clock clock;

    UploadEndpoint(Importer importer, Clock clock) {
        this.importer = importer;
        this.clock = clock;
    }

    /** What a form that uploads has. */
    @Schema(requiredProperties = "file")
    record UploadForm(
            @Schema(type = "string", format = "binary", description = SUMMARY)
            String file,

            @Schema(
                    allowableValues = {"reject", "skip"},
                    defaultValue = "reject",
                    description = "Whether a malformed row refuses the file, or is left out; may be sent in the URL")
            @Nullable
            String mode) {}

    @PostMapping(path = "/upload/items", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Import a file of items")
    @RequestBody(
            description = SUMMARY,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                            schema = @Schema(implementation = UploadForm.class)))
    Mono<Success<ImportReport>> items(
            @Parameter(hidden = true) @AuthenticationPrincipal Member member,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        return upload(ImportKind.ITEMS, member, exchange);
    }

    @PostMapping(path = "/upload/users", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Import a file of users")
    @RequestBody(
            description = SUMMARY,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                            schema = @Schema(implementation = UploadForm.class)))
    Mono<Success<ImportReport>> users(
            @Parameter(hidden = true) @AuthenticationPrincipal Member member,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        return upload(ImportKind.USERS, member, exchange);
    }

    @PostMapping(path = "/upload/events", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Import a file of events")
    @RequestBody(
            description = SUMMARY,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                            schema = @Schema(implementation = UploadForm.class)))
    Mono<Success<ImportReport>> events(
            @Parameter(hidden = true) @AuthenticationPrincipal Member member,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        return upload(ImportKind.EVENTS, member, exchange);
    }

    private Mono<Success<ImportReport>> upload(ImportKind kind, Member member, ServerWebExchange exchange) {
        return UploadParts.of(exchange)
                .flatMap(parts -> Mono.usingWhen(
                        onDisk(() -> Files.createTempFile("lehnz-import", null)),
                        path -> parts.file()
                                .transferTo(path)
                                .then(parts.file().delete()) // It is held once.
                                .then(importer.load(member, new Upload(kind, parts.mode(), parts.name(), path))),
                        path -> onDisk(() -> Files.deleteIfExists(path))))
                .map(started -> {
                    long accepted = started.inspection().accepted();
                    return Success.of(
                            "%d %s%s queued".formatted(accepted, kind.singular(), accepted == 1 ? "" : "s"),
                            ImportReport.of(started, clock.instant()));
                })
                // Spring does so itself where the request comes to an end.
                .doOnCancel(() -> exchange.cleanupMultipart().subscribe());
    }

    private interface OnDisk<T> {
        T run() throws IOException;
    }

    private static <T> Mono<T> onDisk(OnDisk<T> work) {
        return Mono.fromCallable(work::run).subscribeOn(Schedulers.boundedElastic());
    }
}
