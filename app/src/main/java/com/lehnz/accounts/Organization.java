package com.lehnz.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.engine.OrgId;
import com.lehnz.web.ApiException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An organization and who belongs to it: one document, so that rules over all members, such as that there is always an
 * OWNER, hold whoever else changes it.
 *
 * @param requests that all its keys together may make per window; null for the deployment's default
 * @param origins of the pages that publishable keys without a list of their own work from; empty for any
 * @param deletedAt null while it is in use
 * @param expiresAt when nothing that was on its way for a deleted one can arrive any more; null while it is in use
 */
public record Organization(
        @JsonProperty("kind") String kind,
        @JsonProperty("org_id") String id,
        @JsonProperty("name") String name,
        @JsonProperty("slug") String slug,
        @JsonProperty("requests") @Nullable Long requests,
        @JsonProperty("origins") List<String> origins,
        @JsonProperty("members") List<Membership> members,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("deleted_at") @Nullable Instant deletedAt,
        @JsonProperty("expires_at") @Nullable Instant expiresAt) {
    static final String KIND = "organization";
    static final int MOST_MEMBERS = 500;
    static final long MOST_REQUESTS = 1_000_000_000;

    /** One person in it. */
    public record Membership(
            @JsonProperty("person_id") String personId,
            @JsonProperty("email") String email,
            @JsonProperty("role") Role role,
            @JsonProperty("since") Instant since) {

        Membership as(Role other) {
            return new Membership(personId, email, other, since);
        }
    }

    public OrgId orgId() {
        return new OrgId(id);
    }

    boolean isLive() {
        return deletedAt == null;
    }

    /** Null where the person is no member. */
    @Nullable
    Membership member(String personId) {
        return members.stream()
                .filter(member -> member.personId().equals(personId))
                .findFirst()
                .orElse(null);
    }

    /** A person who is a member already keeps the role. */
    Organization withMember(Membership added) {
        if (member(added.personId()) != null) {
            return this;
        }
        if (members.size() == MOST_MEMBERS) {
            throw ApiException.conflict(
                    "An organization has %d members at most".formatted(MOST_MEMBERS), "Too many members");
        }
        return withMembers(Stream.concat(members.stream(), Stream.of(added)).toList());
    }

    /** @throws ApiException 404 for nobody's id, 409 when nobody would be OWNER any more */
    Organization withRole(String personId, Role role) {
        return changed(personId, member -> member.as(role));
    }

    /** @throws ApiException 404 for nobody's id, 409 when nobody would be OWNER any more */
    Organization without(String personId) {
        return changed(personId, member -> null);
    }

    private Organization changed(String personId, Function<Membership, @Nullable Membership> change) {
        if (member(personId) == null) {
            throw ApiException.notFound("member");
        }
        List<Membership> left = members.stream()
                .<Membership>mapMulti((member, keep) -> {
                    Membership kept = member.personId().equals(personId) ? change.apply(member) : member;
                    if (kept != null) {
                        keep.accept(kept);
                    }
                })
                .toList();
        if (left.stream().noneMatch(member -> member.role() == Role.OWNER)) {
            throw ApiException.conflict(
                    "The last OWNER can neither leave nor be demoted: make somebody else OWNER first",
                    "An organization needs an OWNER");
        }
        return withMembers(left);
    }

    private Organization withMembers(List<Membership> others) {
        return new Organization(kind, id, name, slug, requests, origins, others, createdAt, deletedAt, expiresAt);
    }

    Organization withSettings(String newName, List<String> newOrigins) {
        return new Organization(
                kind, id, newName, slug, requests, newOrigins, members, createdAt, deletedAt, expiresAt);
    }

    /** @throws IllegalArgumentException for what is no limit */
    Organization withRequests(@Nullable Long most) {
        if (most != null && (most < 1 || most > MOST_REQUESTS)) {
            throw new IllegalArgumentException("A limit lies between 1 and %d requests".formatted(MOST_REQUESTS));
        }
        return new Organization(kind, id, name, slug, most, origins, members, createdAt, deletedAt, expiresAt);
    }

    Organization deleted(Instant at, Instant expiry) {
        return new Organization(kind, id, name, slug, requests, origins, members, createdAt, at, expiry);
    }

    /** What stays of a deleted one until {@code expiresAt}: that there was one. */
    Organization nameless() {
        return new Organization(kind, id, "", "", null, List.of(), List.of(), createdAt, deletedAt, expiresAt);
    }
}
