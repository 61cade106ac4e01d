package com.lehnz.accounts;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.lehnz.engine.Directory;
import com.lehnz.engine.EngineUnavailableException;
import com.lehnz.engine.OrgId;
import com.lehnz.web.ApiException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Issues keys and tells whose they are. */
@Component
public class ApiKeys {
    private static final int CACHED_KEYS = 10_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);
    private static final Duration LONGEST_OUTAGE = Duration.ofDays(1);

    private final Directory directory;
    private final Organizations organizations;
    private final KeyUse use;
    private final Clock clock;

    /** Keys that do not exist are remembered too. */
    private final AsyncCache<String, Optional<Found>> cache;

    /**
     * What was last read of the keys in use, for as long as OpenSearch cannot be asked: ingestion goes on without it, for a
     * day. A key that nobody uses is forgotten, so that one revoked meanwhile does not open anything later.
     */
    private final Cache<String, Found> lastRead = Caffeine.newBuilder()
            .maximumSize(CACHED_KEYS)
            .expireAfterAccess(REMEMBERED_FOR)
            .expireAfterWrite(LONGEST_OUTAGE)
            .build();

    ApiKeys(Directory directory, Organizations organizations, KeyUse use, AccountProperties properties, Clock clock) {
        this.directory = directory;
        this.organizations = organizations;
        this.use = use;
        this.clock = clock;
        this.cache = Caffeine.newBuilder()
                .maximumSize(CACHED_KEYS)
                .expireAfterWrite(properties.keyCache())
                .buildAsync();
    }

    private record Found(StoredKey key, Organization organization) {}

    /** A key that was just made: this is the only time that anybody sees it. */
    record Issued(ApiKey key, StoredKey stored) {}

    /** Makes a new key of an organization. This is the only time that anybody sees it. */
    public Mono<ApiKey> issue(OrgId org, KeyType type) {
        return issue(org, type, null, null).map(Issued::key);
    }

    Mono<Issued> issue(OrgId org, KeyType type, @Nullable String label, @Nullable List<String> origins) {
        ApiKey key = ApiKey.random(type);
        StoredKey stored = StoredKey.of(org.value(), key, label, origins, clock.instant());
        return directory
                .add(StoredKey.KIND, stored.id(), stored)
                .flatMap(added -> added
                        ? Mono.just(new Issued(key, stored))
                        : Mono.error(new IllegalStateException("190 random bits collided")));
    }

    /** Those that work, the newest first. */
    Mono<List<StoredKey>> list(OrgId org) {
        return directory
                .list(org, StoredKey.KIND, clock.instant(), StoredKey.class)
                .map(keys ->
                        keys.stream().filter(key -> key.isLive(clock.instant())).toList());
    }

    /**
     * Changes a live key of the organization; from then on this node goes by the new one, the others at most a cache's
     * time later.
     *
     * @return before and after; an error 404 where the organization has no such key
     */
    Mono<Directory.Change<StoredKey>> change(OrgId org, String keyId, UnaryOperator<StoredKey> change) {
        return directory
                .change(StoredKey.KIND, keyId, StoredKey.class, key -> {
                    if (!isLiveOf(org, key)) {
                        throw ApiException.notFound("API key");
                    }
                    return change.apply(key);
                })
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("API key")))
                .doOnNext(changed -> forget(changed.after().hash()));
    }

    private void forget(String hash) {
        lastRead.invalidate(hash);
        cache.synchronous().invalidate(hash);
    }

    /** One that works; an error 404 where the organization has no such key. */
    Mono<StoredKey> live(OrgId org, String keyId) {
        return directory
                .find(StoredKey.KIND, keyId, StoredKey.class)
                .filter(key -> isLiveOf(org, key))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("API key")));
    }

    private boolean isLiveOf(OrgId org, StoredKey key) {
        return key.orgId().equals(org.value()) && key.isLive(clock.instant());
    }

    /** Whether this key was looked up a moment ago or is known to be somebody's: it is not being guessed. */
    public boolean isAtHand(String secret) {
        String hash = ApiKey.hash(secret);
        return cache.getIfPresent(hash) != null || lastRead.getIfPresent(hash) != null;
    }

    /** Whose this key is; empty where it is nobody's, or no longer. */
    public Mono<KeyHolder> authenticate(String secret) {
        if (!ApiKey.isOne(secret)) {
            return Mono.empty();
        }
        String hash = ApiKey.hash(secret);
        // Others may wait for the same look-up: a caller who leaves must not cancel it for them.
        return Mono.fromFuture(cache.get(
                                hash,
                                (missing, executor) -> read(hash)
                                        .map(Optional::of)
                                        .defaultIfEmpty(Optional.empty())
                                        .toFuture())
                        .copy())
                .flatMap(Mono::justOrEmpty)
                .filter(found -> found.key().opensWith(hash, clock.instant()))
                .doOnNext(found -> use.note(found.key().id()))
                .map(ApiKeys::holder);
    }

    private static KeyHolder holder(Found found) {
        Organization organization = found.organization();
        return new KeyHolder(
                new Caller(organization.orgId(), found.key().type()),
                organization.requests(),
                Objects.requireNonNullElse(found.key().origins(), organization.origins()));
    }

    private Mono<Found> read(String hash) {
        return directory
                .find(StoredKey.KIND, StoredKey.lookup(hash), StoredKey.class)
                .flatMap(key ->
                        organizations.find(new OrgId(key.orgId())).map(organization -> new Found(key, organization)))
                .doOnNext(found -> lastRead.put(hash, found))
                .switchIfEmpty(Mono.fromRunnable(() -> lastRead.invalidate(hash)))
                .onErrorResume(
                        EngineUnavailableException.class,
                        unavailable ->
                                Mono.justOrEmpty(lastRead.getIfPresent(hash)).switchIfEmpty(Mono.error(unavailable)));
    }
}
