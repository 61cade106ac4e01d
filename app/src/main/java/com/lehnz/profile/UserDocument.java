package com.lehnz.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.catalog.Attributes;
import com.lehnz.catalog.Status;
import com.lehnz.catalog.UserUpsert;
import com.lehnz.engine.Document;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Received;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything kept of one user: what the shop said (upserts) and what their events say (profile). Both writers replace
 * the whole document, each only while nobody else has.
 *
 * @param lastSeenAt time of their newest event
 * @param position the last upsert that is in here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserDocument(
        @JsonProperty("org_id") String orgId,
        @JsonProperty("user_id") String userId,
        @JsonProperty("status") Status status,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt,
        @JsonProperty("last_seen_at") @Nullable Instant lastSeenAt,
        @JsonProperty("attributes") Map<String, @Nullable Object> attributes,
        @JsonProperty("profile") @Nullable Profile profile,
        @JsonProperty("position") @Nullable Position position) {

    static UserDocument firstSeen(OrgId org, String userId, Instant at) {
        return new UserDocument(org.value(), userId, Status.ACTIVE, at, at, null, Map.of(), null, null);
    }

    /** Erased users stay as an id for joins: nothing is learned about them until an upsert makes them active. */
    boolean isErased() {
        return status == Status.DELETED;
    }

    UserDocument apply(Received<UserUpsert> received) {
        if (!received.position().isAfter(position)) {
            return this;
        }
        UserUpsert upsert = received.body();
        Status next = upsert.status() == null ? status : upsert.status();
        boolean erase = next == Status.DELETED;
        return new UserDocument(
                orgId,
                userId,
                next,
                upsert.createdAt() == null ? createdAt : upsert.createdAt(),
                received.acceptedAt(),
                erase ? null : lastSeenAt,
                erase ? Map.of() : Attributes.merge(attributes, upsert.attributes()),
                erase ? null : profile,
                received.position());
    }

    UserDocument withProfile(Profile next, @Nullable Instant seenAt, Instant now) {
        return new UserDocument(orgId, userId, status, createdAt, now, seenAt, attributes, next, position);
    }

    Write write(OrgId org, @Nullable Document<UserDocument> current) {
        return current == null
                ? new Write.Create(org, Index.USERS, userId, this)
                : new Write.Replace(org, Index.USERS, userId, this, current.revision());
    }
}
