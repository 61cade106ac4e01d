package com.lehnz.accounts;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.lehnz.engine.Directory;
import com.lehnz.engine.EngineUnavailableException;
import com.lehnz.engine.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Issues keys and tells whose they are. */
@Component
@EnableConfigurationProperties(AccountProperties.class)
public class ApiKeys {
    private static final int CACHED_KEYS = 10_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

    private final Directory directory;
    private final AsyncCache<String, Optional<StoredKey>> cache;

    /**
     * What was last read of the keys in use, for as long as OpenSearch cannot be asked: ingestion goes on without it. A
     * key that nobody uses is forgotten, so that one revoked meanwhile does not open anything later.
     */
    private final Cache<String, StoredKey> lastRead = Caffeine.newBuilder()
            .maximumSize(CACHED_KEYS)
            .expireAfterAccess(REMEMBERED_FOR)
            .build();

    ApiKeys(Directory directory, AccountProperties properties) {
        this.directory = directory;
        this.cache = Caffeine.newBuilder()
                .maximumSize(CACHED_KEYS)
                .expireAfterWrite(properties.keyCache())
                .buildAsync();
    }

    /** Makes a new key of an organization. This is the only time that anybody sees it. */
    public Mono<ApiKey> issue(OrgId org, KeyType type) {
        ApiKey key = ApiKey.random(type);
        String hash = ApiKey.hash(key.secret());
        var stored = new StoredKey(StoredKey.KIND, org.value(), type, hash, key.lastFour(), Instant.now(), null);
        return directory
                .add(StoredKey.KIND, StoredKey.lookup(hash), stored)
                .flatMap(added ->
                        added ? Mono.just(key) : Mono.error(new IllegalStateException("190 random bits collided")));
    }

    /** Whose key this is; empty where it is nobody's, or no longer. */
    public Mono<Caller> authenticate(String secret) {
        String hash = ApiKey.hash(secret);
        // Others may wait for the same look-up: a caller who leaves must not cancel it for them.
        boolean leaveRunning = true;
        return Mono.fromFuture(
                        cache.get(
                                hash,
                                (missing, executor) -> read(hash)
                                        .map(Optional::of)
                                        .defaultIfEmpty(Optional.empty())
                                        .toFuture()),
                        leaveRunning)
                .flatMap(Mono::justOrEmpty)
                .filter(key -> key.opensWith(hash))
                .map(key -> new Caller(new OrgId(key.orgId()), key.type()));
    }

    private Mono<StoredKey> read(String hash) {
        return directory
                .find(StoredKey.KIND, StoredKey.lookup(hash), StoredKey.class)
                .doOnNext(key -> lastRead.put(hash, key))
                .switchIfEmpty(Mono.fromRunnable(() -> lastRead.invalidate(hash)))
                .onErrorResume(
                        EngineUnavailableException.class,
                        unavailable ->
                                Mono.justOrEmpty(lastRead.getIfPresent(hash)).switchIfEmpty(Mono.error(unavailable)));
    }
}
