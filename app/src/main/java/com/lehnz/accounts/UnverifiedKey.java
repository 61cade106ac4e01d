package com.lehnz.accounts;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** The key of a request, before anybody has looked at it. */
final class UnverifiedKey extends AbstractAuthenticationToken {
    private final String secret;

    UnverifiedKey(String secret) {
        super(List.of());
        this.secret = secret;
    }

    @Override
    public String getCredentials() {
        return secret;
    }

    @Override
    public String getPrincipal() {
        return secret;
    }

    /** Never in a log. */
    @Override
    public String toString() {
        return "UnverifiedKey";
    }
}
