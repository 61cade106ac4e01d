package com.lehnz.security;

import com.lehnz.accounts.KeyHolder;
import com.lehnz.accounts.Login;
import com.lehnz.accounts.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Whose request it is, once that is known. What they may do is up to the route. */
final class Identity extends AbstractAuthenticationToken {

    /** The kinds of it. */
    sealed interface Who {
        /** What endpoints get. */
        Object principal();
    }

    record Shop(KeyHolder key) implements Who {
        @Override
        public Object principal() {
            return key.caller();
        }
    }

    /** @param member of the path's organization; null where the path has none, or the person is no member of it */
    record Someone(Login login, @Nullable Member member) implements Who {
        @Override
        public Object principal() {
            return member == null ? login : member;
        }
    }

    record Operations() implements Who {
        @Override
        public Object principal() {
            return "operator";
        }
    }

    private final Who who;

    Identity(Who who) {
        super(List.of());
        this.who = who;
        setAuthenticated(true);
    }

    Who who() {
        return who;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return who.principal();
    }
}
