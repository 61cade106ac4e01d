package com.lehnz.reindex;

/** What becomes of live items that are not in a file. */
public enum Missing {
    /** They stay as deleted items, with all that is known of them. */
    DELETE,
    /** They are gone, with all that is known of them. */
    DROP
}
