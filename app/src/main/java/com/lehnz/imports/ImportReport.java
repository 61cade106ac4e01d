package com.lehnz.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.web.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An import as its organization sees it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportReport(
        @JsonProperty("import_id") String importId,
        @JsonProperty("kind") ImportKind kind,

        @JsonProperty("file") @Schema(description = "The name that it was sent under", example = "catalog.csv")
        String file,

        @JsonProperty("format") @Schema(description = "As its content says")
        Format format,

        @JsonProperty("mode") ImportMode mode,

        @JsonProperty("status")
        @Schema(description = "done: every row has been worked through and shows; failed: not all rows were queued")
        Import.Status status,

        @JsonProperty("rows") @Schema(description = "Records in the file, however malformed")
        long rows,

        @JsonProperty("accepted") @Schema(description = "Well-formed ones: they are, or will be, queued")
        long accepted,

        @JsonProperty("rejected") @Schema(description = "Malformed ones")
        long rejected,

        @JsonProperty("applied") @Schema(description = "Accepted ones that are stored by now")
        long applied,

        @JsonProperty("failed") @Schema(description = "Accepted ones that could not be stored: they are dead letters")
        long failed,

        @JsonProperty("errors")
        @Schema(description = "What is wrong with rejected and failed rows, the first thousand of each; not in lists")
        @Nullable
        List<Problem> errors,

        @JsonProperty("failure") @Schema(description = "Why the import failed") @Nullable
        String failure,

        @JsonProperty("created_by") @Schema(example = "ada@example.com")
        String createdBy,

        @JsonProperty("created_at") Instant createdAt,

        @JsonProperty("live_at") @Schema(description = "Since when all of it shows; absent before") @Nullable
        Instant liveAt) {

    static ImportReport of(Import it, Instant now) {
        List<Problem> errors = Stream.concat(it.inspection().errors().stream(), it.progress().errors().stream())
                .toList();
        return of(it, now, errors);
    }

    static ImportReport withoutErrors(Import it, Instant now) {
        return of(it, now, null);
    }

    private static ImportReport of(Import it, Instant now, @Nullable List<Problem> errors) {
        return new ImportReport(
                it.id(),
                it.kind(),
                it.file(),
                it.inspection().format(),
                it.mode(),
                it.status(now),
                it.inspection().rows(),
                it.inspection().accepted(),
                it.inspection().rejected(),
                it.progress().applied(),
                it.progress().failed(),
                errors,
                it.failure(now),
                it.createdBy(),
                it.createdAt(),
                it.liveAt());
    }
}
