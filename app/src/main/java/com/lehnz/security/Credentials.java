package com.lehnz.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** The key or token of a request, before anybody has looked at it. */
final class Credentials extends AbstractAuthenticationToken {
    private final String secret;
    private final Access access;
    private final @Nullable String org;
    private final String address;

    /**
     * @param org of the path; null where the path has none
     * @param address of the client
     */
    Credentials(String secret, Access access, @Nullable String org, String address) {
        super(List.of());
        this.secret = secret;
        this.access = access;
        this.org = org;
        this.address = address;
    }

    Access access() {
        return access;
    }

    @Nullable
    String org() {
        return org;
    }

    String address() {
        return address;
    }

    @Override
    public String getCredentials() {
        return secret;
    }

    @Override
    public String getPrincipal() {
        return "unknown";
    }

    /** Never in a log. */
    @Override
    public String toString() {
        return "Credentials";
    }
}
