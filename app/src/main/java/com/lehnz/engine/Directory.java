package com.lehnz.engine;

import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What is looked up before an organization is known: keys by their hash, organizations by name. An entry's id is its
 * kind and key, so that uniqueness is the engine's own and every read is realtime.
 */
@Component
public class Directory {
    private static final String INDEX = "lehnz-accounts";

    private final OpenSearchAsyncClient client;
    private final EngineProperties properties;

    Directory(OpenSearchAsyncClient client, EngineProperties properties) {
        this.client = client;
        this.properties = properties;
    }

    public <T> Mono<T> find(String kind, String key, Class<T> type) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.get(get -> get.index(INDEX).id(kind + ":" + key), type))
                .onErrorResume(error -> EngineCalls.status(error) == 404, error -> Mono.empty())
                .flatMap(response -> Mono.justOrEmpty(response.source()));
    }

    /** @return true when the entry was added, false when there is one of that kind and key already */
    public Mono<Boolean> add(String kind, String key, Object entry) {
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.create(create ->
                                create.index(INDEX).id(kind + ":" + key).document(entry)))
                .map(created -> true)
                .onErrorResume(error -> EngineCalls.status(error) == 409, error -> Mono.just(false));
    }
}
