package com.lehnz.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.engine.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Somebody who can log in. The id is a hash of the e-mail address, so that no two people can have the same one.
 *
 * @param organizations where the person may be a member; the organization itself says whether
 * @param sessionsFrom sessions that began before then are over
 */
record Person(
        @JsonProperty("kind") String kind,
        @JsonProperty("person_id") String id,
        @JsonProperty("email") String email,
        @JsonProperty("password_hash") String passwordHash,
        @JsonProperty("organizations") List<String> organizations,
        @JsonProperty("sessions_from") Instant sessionsFrom,
        @JsonProperty("created_at") Instant createdAt) {
    static final String KIND = "person";

    static Person of(String email, String passwordHash, List<String> organizations, Instant now) {
        return new Person(KIND, id(email), normal(email), passwordHash, organizations, Instant.EPOCH, now);
    }

    static String id(String email) {
        return Sha256.hex(normal(email)).substring(0, 32);
    }

    static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    Person in(String organization) {
        return new Person(
                kind,
                id,
                email,
                passwordHash,
                Stream.concat(organizations.stream(), Stream.of(organization))
                        .distinct()
                        .toList(),
                sessionsFrom,
                createdAt);
    }

    Person notIn(String organization) {
        return new Person(
                kind,
                id,
                email,
                passwordHash,
                organizations.stream()
                        .filter(each -> !each.equals(organization))
                        .toList(),
                sessionsFrom,
                createdAt);
    }

    Person withPassword(String hash, Instant now) {
        return new Person(kind, id, email, hash, organizations, now, createdAt);
    }

    /** Never in a log. */
    @Override
    public String toString() {
        return "Person " + id;
    }
}
