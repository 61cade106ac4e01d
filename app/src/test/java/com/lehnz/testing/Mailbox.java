package com.lehnz.testing;

import com.lehnz.accounts.InvitationSender;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.TestComponent;
import reactor.core.publisher.Mono;

/** Where invitations arrive in tests. */
@TestComponent
public class Mailbox implements InvitationSender {
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    @Override
    public Mono<Void> send(String email, String organization, String token) {
        return Mono.fromRunnable(() -> tokens.put(email, token));
    }

    /** The token of the last invitation that this address was sent. */
    public String tokenOf(String email) {
        return Objects.requireNonNull(tokens.get(email), "no invitation for " + email);
    }
}
