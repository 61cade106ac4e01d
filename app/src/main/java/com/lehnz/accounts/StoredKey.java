package com.lehnz.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is kept of an API key. */
record StoredKey(
        @JsonProperty("kind") String kind,
        @JsonProperty("org_id") String orgId,
        @JsonProperty("key_type") KeyType type,
        @JsonProperty("hash") String hash,
        @JsonProperty("last_four") String lastFour,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("revoked_at") @Nullable Instant revokedAt) {
    static final String KIND = "api-key";

    /** A look-up finds a key by half of its hash; the whole is compared here, in constant time. */
    boolean opensWith(String candidateHash) {
        return revokedAt == null
                && MessageDigest.isEqual(
                        hash.getBytes(StandardCharsets.US_ASCII), candidateHash.getBytes(StandardCharsets.US_ASCII));
    }

    static String lookup(String hash) {
        return hash.substring(0, hash.length() / 2);
    }
}
