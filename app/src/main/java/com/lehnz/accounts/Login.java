package com.lehnz.accounts;

import com.lehnz.audit.Actor;

/**
 * Who is asking: a person with a valid access token.
 *
 * @param session that the token belongs to
 * @param address the client's IP address
 */
public record Login(String personId, String email, String session, String address) {

    public Actor actor() {
        return new Actor(email, address);
    }
}
