package com.lehnz.engine;

import java.util.Map;

/** One write of a bulk request, always of one organization's document. */
public sealed interface Write {
    OrgId org();

    Index index();

    String key();

    /** Stores the document, only where none is there yet. */
    record Create(OrgId org, Index index, String key, Object body) implements Write {}

    /** Replaces the document, only while it is at the revision that was read. */
    record Replace(OrgId org, Index index, String key, Object body, Document.Revision expected) implements Write {}

    /**
     * Stores the document, unless the one that is there has this version or a later one already. Versions are the
     * caller's: of one document, a later one holds all that an earlier one does.
     */
    record Put(OrgId org, Index index, String key, Object body, long version) implements Write {}

    /** Runs a painless script on the document, only while it is at the revision that was read. */
    record Update(
            OrgId org,
            Index index,
            String key,
            String source,
            Map<String, Object> parameters,
            Document.Revision expected)
            implements Write {}

    /** Runs a painless script on the document, on an empty one where there is none. */
    record Script(OrgId org, Index index, String key, String source, Map<String, Object> parameters) implements Write {}
}
