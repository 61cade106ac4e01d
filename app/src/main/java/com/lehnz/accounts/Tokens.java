package com.lehnz.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * What somebody gets who has logged in.
 *
 * @param accessToken goes into {@code Authorization: Bearer …}
 * @param expiresIn seconds for which the access token is good
 * @param refreshToken good for one {@code POST /auth/refresh}
 */
record Tokens(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("refresh_token") String refreshToken) {

    static Tokens of(String accessToken, Duration lifetime, String refreshToken) {
        return new Tokens(accessToken, "Bearer", lifetime.toSeconds(), refreshToken);
    }

    /** Never in a log. */
    @Override
    public String toString() {
        return "Tokens";
    }
}
