package com.lehnz.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.audit.Actor;
import com.lehnz.audit.AuditLog;
import com.lehnz.engine.OrgId;
import com.lehnz.web.ApiException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Making, changing and revoking an organization's API keys, each step in its audit log. */
@Component
public class KeyAdministration {
    private final Organizations organizations;
    private final ApiKeys keys;
    private final AuditLog audit;
    private final Clock clock;

    KeyAdministration(Organizations organizations, ApiKeys keys, AuditLog audit, Clock clock) {
        this.organizations = organizations;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A key as its organization may see it.
     *
     * @param key the whole key, the one time that it is shown; its beginning and end otherwise
     * @param origins of the pages that it works from; absent where the organization's hold
     * @param expiresAt when a key that was rotated stops to work
     * @param lastUsedAt within a minute or so
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Key(
            @JsonProperty("key_id") String keyId,
            @JsonProperty("type") KeyType type,
            @JsonProperty("key") String key,
            @JsonProperty("label") @Nullable String label,
            @JsonProperty("origins") @Nullable List<String> origins,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("expires_at") @Nullable Instant expiresAt,
            @JsonProperty("last_used_at") @Nullable Instant lastUsedAt) {

        static Key of(StoredKey key) {
            return shown(key, key.type().prefix() + "…" + key.lastFour());
        }

        static Key of(ApiKeys.Issued issued) {
            return shown(issued.stored(), issued.key().secret());
        }

        private static Key shown(StoredKey key, String text) {
            return new Key(
                    key.id(),
                    key.type(),
                    text,
                    key.label(),
                    key.origins(),
                    key.createdAt(),
                    key.expiresAt(),
                    key.lastUsedAt());
        }

        /** Never in a log. */
        @Override
        public String toString() {
            return "Key " + keyId;
        }
    }

    public Mono<List<Key>> list(OrgId org) {
        return keys.list(org).map(all -> all.stream().map(Key::of).toList());
    }

    /** A publishable key and a secret one. */
    public Mono<List<Key>> createPair(OrgId org, Actor actor, @Nullable String label, @Nullable List<String> origins) {
        return organizations
                .find(org)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("organization")))
                .thenMany(Flux.just(KeyType.PUBLISHABLE, KeyType.SECRET))
                .concatMap(type -> keys.issue(org, type, label, type == KeyType.PUBLISHABLE ? origins : null))
                .concatMap(issued -> created(org, actor, issued))
                .collectList();
    }

    /**
     * @param label null to keep it, likewise the origins
     * @param origins none to go by the organization's again
     */
    Mono<Key> change(Member member, String keyId, @Nullable String label, @Nullable List<String> origins) {
        return keys.change(
                        member.org(),
                        keyId,
                        key -> key.as(label == null ? key.label() : label, origins == null ? key.origins() : origins))
                .flatMap(change -> {
                    Key before = Key.of(change.before());
                    Key after = Key.of(change.after());
                    return audit.record(member.org(), member.actor(), "key.changed", keyId, before, after)
                            .thenReturn(after);
                });
    }

    /**
     * A new key like the old one, which works on for as long as both are needed. The new one is there first: what fails in
     * between leaves a key too many and not a shop without one.
     */
    Mono<Key> rotate(Member member, String keyId, Duration overlap) {
        return keys.live(member.org(), keyId)
                .flatMap(old -> keys.issue(member.org(), old.type(), old.label(), old.origins()))
                .flatMap(issued -> created(member.org(), member.actor(), issued)
                        .delayUntil(successor -> expire(member, keyId, overlap)));
    }

    private Mono<Void> expire(Member member, String keyId, Duration overlap) {
        Instant end = clock.instant().plus(overlap);
        return keys.change(
                        member.org(),
                        keyId,
                        // A key that is about to end does not live longer by being rotated again.
                        key -> key.expiring(
                                key.expiresAt() != null && key.expiresAt().isBefore(end) ? key.expiresAt() : end))
                .flatMap(change -> audit.record(
                        member.org(),
                        member.actor(),
                        "key.rotated",
                        keyId,
                        Key.of(change.before()),
                        Key.of(change.after())));
    }

    public Mono<Void> revoke(OrgId org, Actor actor, String keyId) {
        return keys.change(org, keyId, key -> key.revoked(clock.instant()))
                .flatMap(change -> audit.record(org, actor, "key.revoked", keyId, Key.of(change.before()), null));
    }

    private Mono<Key> created(OrgId org, Actor actor, ApiKeys.Issued issued) {
        return audit.record(org, actor, "key.created", issued.stored().id(), null, Key.of(issued.stored()))
                .thenReturn(Key.of(issued));
    }
}
