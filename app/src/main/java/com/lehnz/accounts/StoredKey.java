package com.lehnz.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an API key.
 *
 * @param label what people call it; null for the deployment's own
 * @param origins of the pages that it works from; null for the organization's
 * @param expiresAt when a key that was rotated stops to work
 * @param lastUsedAt within a minute or so
 */
record StoredKey(
        @JsonProperty("kind") String kind,
        @JsonProperty("org_id") String orgId,
        @JsonProperty("key_type") KeyType type,
        @JsonProperty("hash") String hash,
        @JsonProperty("last_four") String lastFour,
        @JsonProperty("label") @Nullable String label,
        @JsonProperty("origins") @Nullable List<String> origins,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("expires_at") @Nullable Instant expiresAt,
        @JsonProperty("revoked_at") @Nullable Instant revokedAt,
        @JsonProperty("last_used_at") @Nullable Instant lastUsedAt) {
    static final String KIND = "api-key";

    static StoredKey of(String orgId, ApiKey key, @Nullable String label, @Nullable List<String> origins, Instant now) {
        return new StoredKey(
                KIND,
                orgId,
                key.type(),
                ApiKey.hash(key.secret()),
                key.lastFour(),
                label,
                ownOrigins(origins),
                now,
                null,
                null,
                null);
    }

    /** A look-up finds a key by half of its hash; the whole is compared here, in constant time. */
    boolean opensWith(String candidateHash, Instant now) {
        return isLive(now)
                && MessageDigest.isEqual(
                        hash.getBytes(StandardCharsets.US_ASCII), candidateHash.getBytes(StandardCharsets.US_ASCII));
    }

    boolean isLive(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** What people and paths call it. */
    String id() {
        return lookup(hash);
    }

    static String lookup(String hash) {
        return hash.substring(0, hash.length() / 2);
    }

    /** @param newOrigins none for the organization's */
    StoredKey as(@Nullable String newLabel, @Nullable List<String> newOrigins) {
        return new StoredKey(
                kind,
                orgId,
                type,
                hash,
                lastFour,
                newLabel,
                ownOrigins(newOrigins),
                createdAt,
                expiresAt,
                revokedAt,
                lastUsedAt);
    }

    private static @Nullable List<String> ownOrigins(@Nullable List<String> origins) {
        return origins == null || origins.isEmpty() ? null : origins;
    }

    StoredKey expiring(Instant at) {
        return new StoredKey(kind, orgId, type, hash, lastFour, label, origins, createdAt, at, revokedAt, lastUsedAt);
    }

    /** It expires as well, so that it is forgotten one day. */
    StoredKey revoked(Instant at) {
        return new StoredKey(kind, orgId, type, hash, lastFour, label, origins, createdAt, at, at, lastUsedAt);
    }
}
