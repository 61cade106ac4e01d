package com.lehnz.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.web.Problem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is in a file.
 *
 * @param rows records in it, good or malformed
 * @param rejected malformed ones
 * @param errors what is wrong with them, {@value FileInspector#REPORTED} at most
 */
record Inspection(
        @JsonProperty("format") Format format,
        @JsonProperty("rows") long rows,
        @JsonProperty("rejected") long rejected,
        @JsonProperty("errors") List<Problem> errors) {

    /** Lists are read without the errors. */
    Inspection(Format format, long rows, long rejected, @Nullable List<Problem> errors) {
        this.format = format;
        this.rows = rows;
        this.rejected = rejected;
        this.errors = Objects.requireNonNullElse(errors, List.of());
    }

    long accepted() {
        return rows - rejected;
    }
}
