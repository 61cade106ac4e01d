package com.lehnz.accounts;

import reactor.core.publisher.Mono;

/** How invitations reach people. A bean of this type replaces the one that only logs them. */
public interface InvitationSender {

    /** @param token what the invited person hands to {@code POST /auth/accept-invitation} */
    Mono<Void> send(String email, String organization, String token);
}
