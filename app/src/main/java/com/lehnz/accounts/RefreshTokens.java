package com.lehnz.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.engine.Directory;
import com.lehnz.web.ApiException;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Logins that last: each has one refresh token, which is good for one use and answered with the next. One that comes a
 * second time has been stolen or was stolen from, which nobody can tell apart, so the session ends.
 */
@Component
class RefreshTokens {
    private static final Logger log = LoggerFactory.getLogger(RefreshTokens.class);
    private static final String KIND = "session";

    private final Directory directory;
    private final AccountProperties properties;
    private final Clock clock;

    RefreshTokens(Directory directory, AccountProperties properties, Clock clock) {
        this.directory = directory;
        this.properties = properties;
        this.clock = clock;
    }

    /** A session and the refresh token that it waits for. */
    record Session(StoredSession stored, Token next) {}

    Mono<Session> begin(String personId) {
        Token token = Token.random();
        Instant now = clock.instant();
        StoredSession session =
                new StoredSession(KIND, token.id(), personId, token.hash(), now, now.plus(properties.refreshToken()));
        return directory.add(KIND, token.id(), session).thenReturn(new Session(session, token));
    }

    /** The session that a token says it is of, whether it is good for it or not. */
    Mono<StoredSession> find(Token token) {
        return directory.find(KIND, token.id(), StoredSession.class);
    }

    /** @return an error 401 where the token is unknown, expired, or was used before */
    Mono<Session> refresh(Token token) {
        Token next = Token.of(token.id());
        Instant now = clock.instant();
        return directory
                .change(KIND, token.id(), StoredSession.class, session -> {
                    if (!token.hasHash(session.tokenHash())) {
                        throw new ReusedException();
                    }
                    if (session.expiresAt().isBefore(now)) {
                        throw ended();
                    }
                    return session.waitingFor(next, now.plus(properties.refreshToken()));
                })
                .map(change -> new Session(change.after(), next))
                .switchIfEmpty(Mono.error(RefreshTokens::ended))
                .onErrorResume(ReusedException.class, reused -> {
                    log.warn("session {} ends: a refresh token came twice", token.id());
                    return end(token.id()).then(Mono.error(ended()));
                });
    }

    Mono<Void> end(String session) {
        return directory.remove(KIND, session).then();
    }

    static ApiException ended() {
        return ApiException.unauthorized("The refresh token is not valid any more: log in again", "Session ended");
    }

    private static final class ReusedException extends RuntimeException {
        ReusedException() {
            super(null, null, false, false);
        }
    }

    record StoredSession(
            @JsonProperty("kind") String kind,
            @JsonProperty("session_id") String sessionId,
            @JsonProperty("person_id") String personId,
            @JsonProperty("token_hash") String tokenHash,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("expires_at") Instant expiresAt) {

        StoredSession waitingFor(Token next, Instant until) {
            return new StoredSession(kind, sessionId, personId, next.hash(), createdAt, until);
        }
    }
}
