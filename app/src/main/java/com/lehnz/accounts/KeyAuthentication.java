package com.lehnz.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A request whose key is known. */
final class KeyAuthentication extends AbstractAuthenticationToken {
    private final Caller caller;

    KeyAuthentication(Caller caller) {
        super(List.of(new SimpleGrantedAuthority(caller.keyType().authority())));
        this.caller = caller;
        setAuthenticated(true);
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }
}
