package com.lehnz.profile;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.catalog.Attributes;
import com.lehnz.catalog.Status;
import com.lehnz.catalog.UserUpsert;
import com.lehnz.engine.Document;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Received;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything kept of one user: what the shop said (upserts) and what their events say (profile). All writers replace the
 * whole document, each only while nobody else has.
 *
 * <p>A user goes by several ids once they have been identified. One document has everything then; those of the other ids
 * say with {@code mergedInto} where to look, and are otherwise empty.
 *
 * @param activeSince events accepted before do not count: set when an erased user is made active again
 * @param members the other ids this user goes by
 * @param mergedInto the id to look under instead; that one may say so in turn
 * @param attributes what the shop said
 * @param upserted the last upserts that are in here
 * @param profile what their events say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(
        value = {"last_seen_at", "model", "vectors", "waiting_for"},
        allowGetters = true)
public record UserDocument(
        @JsonProperty("org_id") String orgId,
        @JsonProperty("user_id") String userId,
        @JsonProperty("status") Status status,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt,
        @JsonProperty("active_since") @Nullable Instant activeSince,
        @JsonProperty("members") Set<String> members,
        @JsonProperty("merged_into") @Nullable String mergedInto,
        @JsonProperty("attributes") Map<String, @Nullable Object> attributes,
        @JsonProperty("upserted") LastRecords upserted,
        @JsonProperty("profile") @Nullable Profile profile) {

    static UserDocument firstSeen(OrgId org, String userId, Instant at) {
        return new UserDocument(
                org.value(), userId, Status.ACTIVE, at, at, null, Set.of(), null, Map.of(), LastRecords.NONE, null);
    }

    @JsonProperty("last_seen_at")
    @Nullable
    Instant lastSeenAt() {
        return knownProfile().recent().stream().findFirst().map(Interaction::at).orElse(null);
    }

    /** Items of their history that nobody has loaded yet. */
    @JsonProperty("waiting_for")
    Set<String> waitingFor() {
        return knownProfile().waitingFor();
    }

    /** The embedding model of {@link #vectors}. */
    @JsonProperty("model")
    @Nullable
    String model() {
        return profile == null ? null : profile.taste().model();
    }

    /** The interest vector once more, in the k-NN field of its dimension: finds users like this one. */
    @JsonProperty("vectors")
    @Nullable
    Map<String, float[]> vectors() {
        float[] vector = profile == null ? null : profile.taste().interestVector();
        return vector == null ? null : Map.of("d" + vector.length, rounded(vector));
    }

    /** To four digits, which find the same users and are half as long to write and read. */
    private static float[] rounded(float[] vector) {
        float[] rounded = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            rounded[i] = Math.round(vector[i] * 10_000) / 10_000f;
        }
        return rounded;
    }

    /** Erased users stay as an id for joins: nothing is learned about them until an upsert makes them active. */
    boolean isErased() {
        return status == Status.DELETED;
    }

    Profile knownProfile() {
        return profile == null ? Profile.EMPTY : profile;
    }

    /** Whether an event is to be learned: it is not in the profile yet, and came after all that was erased. */
    boolean isNews(String sentUnder, Received<?> event) {
        return knownProfile().learned().isNews(sentUnder, event)
                && (activeSince == null || !event.acceptedAt().isBefore(activeSince));
    }

    UserDocument apply(Received<UserUpsert> received, Instant now) {
        UserUpsert upsert = received.body();
        if (!upserted.isNews(upsert.userId(), received)) {
            return this;
        }
        Status next = upsert.status() == null ? status : upsert.status();
        boolean erase = next == Status.DELETED;
        return new UserDocument(
                orgId,
                userId,
                next,
                upsert.createdAt() == null ? createdAt : upsert.createdAt(),
                now,
                isErased() && !erase ? received.acceptedAt() : activeSince,
                members,
                mergedInto,
                erase ? Map.of() : Attributes.merge(attributes, upsert.attributes()),
                upserted.and(upsert.userId(), received.position()),
                erase ? null : profile);
    }

    UserDocument withProfile(@Nullable Profile next, Instant now) {
        return new UserDocument(
                orgId, userId, status, createdAt, now, activeSince, members, mergedInto, attributes, upserted, next);
    }

    /**
     * With what the shop said of somebody who turned out to be the same, and their ids. Own attributes stand, alone where
     * both together would be too many; profiles are merged by {@link ProfileRule}.
     */
    UserDocument absorb(UserDocument other, Profile merged, Instant now) {
        Set<String> ids = new TreeSet<>(members);
        ids.addAll(other.members);
        ids.add(other.userId);
        Map<String, @Nullable Object> both = Attributes.merge(other.attributes, attributes);
        return new UserDocument(
                orgId,
                userId,
                status,
                createdAt.isBefore(other.createdAt) ? createdAt : other.createdAt,
                now,
                later(activeSince, other.activeSince),
                ids,
                mergedInto,
                Attributes.fit(both, Attributes.MOST_OF_USER) ? both : attributes,
                upserted.and(other.upserted),
                merged);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    /** Whether they took somebody in who was erased after that, before the merge was through, and is active again. */
    boolean stillHolds(UserDocument other) {
        return members.contains(other.userId)
                && other.activeSince != null
                && (activeSince == null || activeSince.isBefore(other.activeSince));
    }

    /** What is left of a person: the ids. */
    UserDocument emptied(Status next, @Nullable Instant since, Instant now) {
        return new UserDocument(
                orgId, userId, next, createdAt, now, since, members, mergedInto, Map.of(), upserted, null);
    }

    /** What is left under an id when another one has everything. */
    UserDocument pointTo(String other, Instant now) {
        return new UserDocument(
                orgId, userId, status, createdAt, now, null, Set.of(), other, Map.of(), LastRecords.NONE, null);
    }

    /** Every id this user goes by. */
    Set<String> ids() {
        Set<String> ids = new TreeSet<>(members);
        ids.add(userId);
        return ids;
    }

    Write write(OrgId org, @Nullable Document<UserDocument> current) {
        return current == null
                ? new Write.Create(org, Index.USERS, userId, this)
                : new Write.Replace(org, Index.USERS, userId, this, current.revision());
    }
}
