package com.lehnz.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.pipeline.OriginTracker.Settled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that was imported, and how far its rows are. Its id begins with the moment it came at.
 *
 * @param file the name that it was sent under
 * @param queuedAt when all its rows were in the queue; null before, or where that is not known
 * @param failure why not all of them got there; null where they did, or may yet
 * @param liveAt since when all of them show; null before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Import(
        @JsonProperty("org_id") String orgId,
        @JsonProperty("import_id") String id,
        @JsonProperty("kind") ImportKind kind,
        @JsonProperty("file") String file,
        @JsonProperty("mode") ImportMode mode,
        @JsonProperty("inspection") Inspection inspection,
        @JsonProperty("progress") Progress progress,
        @JsonProperty("created_by") String createdBy,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("queued_at") @Nullable Instant queuedAt,
        @JsonProperty("failure") @Nullable String failure,
        @JsonProperty("live_at") @Nullable Instant liveAt) {

    /** Nobody queues the rows of a file for longer: who had it to do is gone then. */
    static final Duration LONGEST_QUEUEING = Duration.ofMinutes(15);

    private static final String INTERRUPTED =
            "The upload was interrupted before all rows were queued: send the file again";

    enum Status {
        @JsonProperty("queued")
        QUEUED,
        @JsonProperty("processing")
        PROCESSING,
        @JsonProperty("done")
        DONE,
        @JsonProperty("failed")
        FAILED
    }

    Status status(Instant now) {
        if (liveAt != null) {
            return Status.DONE;
        }
        if (failure(now) != null) {
            return Status.FAILED;
        }
        return progress.settled() > 0 ? Status.PROCESSING : Status.QUEUED;
    }

    /** Null where all rows are queued, or may yet be. */
    @Nullable
    String failure(Instant now) {
        boolean queued = queuedAt != null || isSettled();
        boolean interrupted = !queued && createdAt.plus(LONGEST_QUEUEING).isBefore(now);
        return queued ? null : interrupted && failure == null ? INTERRUPTED : failure;
    }

    /** Whether the workers are through with every row. */
    boolean isSettled() {
        return progress.settled() >= inspection.accepted();
    }

    Import with(List<Settled> rows) {
        Progress next = progress.with(rows, kind.singular());
        return next == progress
                ? this
                : new Import(
                        orgId, id, kind, file, mode, inspection, next, createdBy, createdAt, queuedAt, failure, liveAt);
    }

    Import queued(Instant now) {
        return new Import(orgId, id, kind, file, mode, inspection, progress, createdBy, createdAt, now, null, liveAt);
    }

    Import failed(String why) {
        return new Import(
                orgId, id, kind, file, mode, inspection, progress, createdBy, createdAt, queuedAt, why, liveAt);
    }

    Import live(Instant now) {
        return new Import(
                orgId, id, kind, file, mode, inspection, progress, createdBy, createdAt, queuedAt, failure, now);
    }
}
