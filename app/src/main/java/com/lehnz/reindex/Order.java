package com.lehnz.reindex;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What is to be built. */
public sealed interface Order {

    /** Whether the embedding model may be another one than that of the live generation. */
    boolean otherModel();

    /**
     * A new generation.
     *
     * @param file what says which items there are; null where the live generation does
     * @param missing what becomes of items that are not in the file
     */
    record Anew(@Nullable Path file, Missing missing, boolean otherModel) implements Order {}

    /**
     * What somebody was interrupted at.
     *
     * @param file the same as before; null where it was read to its end, or there was none
     * @param missing the same as before, where there is a file
     */
    record Resume(@Nullable Path file, Missing missing, boolean otherModel) implements Order {}

    /** The generation before the live one, brought up to date. */
    record Back(boolean otherModel) implements Order {}
}
