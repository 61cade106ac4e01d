package com.lehnz.security;

import com.lehnz.accounts.KeyType;
import com.lehnz.accounts.Permission;

/** What a route asks of whoever comes. */
sealed interface Access {

    /** Nothing. */
    record Anyone() implements Access {}

    /** Nothing, but not often: what passwords can be tried at. */
    record SignIn() implements Access {}

    /** Nothing but the body's own proof; counted per IP address. */
    record Guest() implements Access {}

    /** An API key of this type. */
    record Key(KeyType type) implements Access {}

    /** An access token. */
    record Person() implements Access {}

    /** An access token and the person's password, which is not to be tried often. */
    record Password() implements Access {}

    /**
     * An access token of a member of the organization whose role may do this: the path's {@code {org}}, or where the path
     * has none, that of the header {@code X-Organization}, or else the only one that the person has.
     */
    record May(Permission permission) implements Access {}

    /** The token that the operators of this deployment have set. */
    record Operator() implements Access {}
}
