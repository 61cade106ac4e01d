package com.lehnz.accounts;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param keyCache how long a node trusts what it last read of a key, and so how long a revoked one may still work
 * @param signingKey what access tokens are signed with: at least 32 bytes in Base64, the same on all nodes
 * @param accessToken how long an access token is good for
 * @param refreshToken how long a session lasts without being refreshed
 * @param invitation how long an invitation can be accepted
 * @param auditRetention how long the audit log goes back
 * @param organizations that one person can belong to: each has an index of its own, and a cluster not room for any number
 */
@Validated
@ConfigurationProperties("lehnz.accounts")
public record AccountProperties(
        @NotNull @DefaultValue("3s") Duration keyCache,
        @Nullable String signingKey,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("10m")
        Duration accessToken,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("30d")
        Duration refreshToken,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("7d")
        Duration invitation,

        @NotNull @DurationMin(days = 1) @DefaultValue("365d")
        Duration auditRetention,

        @Min(1) @DefaultValue("20") int organizations) {

    /** Never in a log. */
    @Override
    public String toString() {
        return "AccountProperties";
    }
}
