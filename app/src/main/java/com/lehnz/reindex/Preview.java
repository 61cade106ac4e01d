package com.lehnz.reindex;

import com.lehnz.indextemplates.ItemsGeneration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reindexing would do.
 *
 * @param from the live index
 * @param documents in it
 * @param madeFor what it is made for
 * @param into the index that would be built
 * @param target what that would be made for: vectors are copied where it is the same
 * @param file what is in the file, if there is one
 */
public record Preview(
        String from,
        long documents,
        ItemsGeneration madeFor,
        String into,
        ItemsGeneration target,
        @Nullable Contents file) {

    /**
     * @param rows in the file
     * @param added items that are not live yet
     * @param missing live items that are not in the file
     */
    public record Contents(long rows, long added, long missing) {}

    /** One line each. */
    public List<String> lines() {
        String vectors = target.equals(madeFor)
                ? "vectors are copied"
                : "items are embedded anew, with %s instead of %s, where their text or the model differs"
                        .formatted(target.model(), madeFor.model());
        String what = "%s with %,d documents would be followed by %s: %s.".formatted(from, documents, into, vectors);
        return file == null
                ? List.of(what)
                : List.of(
                        what,
                        "The file has %,d rows: %,d items would be new, %,d live items are not in it."
                                .formatted(file.rows(), file.added(), file.missing()));
    }
}
