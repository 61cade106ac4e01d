package com.lehnz.reindex;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.engine.OrgId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is going on with the generations of an organization's items, and the lease of whoever is at it.
 *
 * @param owner token of the process that is; null while none is
 * @param until when its lease ends, if it is not renewed
 * @param build what is being built, or was when somebody was interrupted; null where nothing is
 * @param last how the live generation came to be; null for a first one
 * @param newest the highest number that a generation is known to have had; 0 where none is
 */
record Reindexing(
        @JsonProperty("org_id") String orgId,
        @JsonProperty("owner") @Nullable String owner,
        @JsonProperty("until") Instant until,
        @JsonProperty("build") @Nullable Build build,
        @JsonProperty("last") @Nullable Swap last,
        @JsonProperty("newest") @Nullable Integer newest) {

    Reindexing {
        int built = build == null ? 0 : Math.max(build.from(), build.into());
        int swapped = last == null ? 0 : Math.max(last.from(), last.into());
        newest = Math.max(newest == null ? 0 : newest, Math.max(built, swapped));
    }

    static Reindexing never(OrgId org) {
        return new Reindexing(org.value(), null, Instant.EPOCH, null, null, 0);
    }

    boolean isFree(Instant now) {
        return owner == null || until.isBefore(now);
    }

    boolean isOwnedBy(String token) {
        return token.equals(owner);
    }

    Reindexing leased(String token, Instant end) {
        return new Reindexing(orgId, token, end, build, last, newest);
    }

    Reindexing released(Instant now) {
        return new Reindexing(orgId, null, now, build, last, newest);
    }

    Reindexing with(@Nullable Build next) {
        return new Reindexing(orgId, owner, until, next, last, newest);
    }

    /** As it is when a generation is live: a build that has taken its place is one no more. */
    Reindexing settled(int live) {
        return build == null || build.into() != live
                ? this
                : new Reindexing(orgId, owner, until, null, build.swap(), newest);
    }
}
