package com.lehnz.reindex;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.pipeline.Offsets;

/**
 * A file that says which items there are and what they are like.
 *
 * @param id of its content
 * @param missing what becomes of items that are not in it
 * @param asOf item upserts that were accepted before are older than the file, later ones are newer
 * @param rows that have been taken in
 * @param whole whether that is all of them
 */
record Refresh(
        @JsonProperty("id") String id,
        @JsonProperty("missing") Missing missing,
        @JsonProperty("as_of") Offsets asOf,
        @JsonProperty("rows") long rows,
        @JsonProperty("whole") boolean whole) {

    Refresh after(long more) {
        return new Refresh(id, missing, asOf, rows + more, whole);
    }

    Refresh done() {
        return new Refresh(id, missing, asOf, rows, true);
    }
}
