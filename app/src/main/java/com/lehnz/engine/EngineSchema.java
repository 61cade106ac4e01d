package com.lehnz.engine;

import com.lehnz.indextemplates.IndexSettings;
import com.lehnz.indextemplates.ItemsGeneration;
import com.lehnz.indextemplates.TemplateInstaller;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/** Brings the cluster to our templates once at start, waiting for it as long as it takes to come up. */
@Component
public class EngineSchema {
    private static final Logger log = LoggerFactory.getLogger(EngineSchema.class);

    private final Mono<Void> ready;
    private volatile boolean installed;

    EngineSchema(
            OpenSearchGenericClient client,
            ItemsGenerations generations,
            ItemsGeneration generation,
            EngineProperties properties,
            JsonMapper json) {
        var installer =
                new TemplateInstaller(client, json, new IndexSettings(properties.shards(), properties.replicas()));
        this.ready = Mono.fromCallable(() -> install(installer, generation.dimension()))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnNext(EngineSchema::report)
                .then(generations.requireModel(generation))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                        .maxBackoff(Duration.ofSeconds(5))
                        .filter(error -> error instanceof IOException || error instanceof EngineUnavailableException)
                        .doBeforeRetry(retry -> log.warn(
                                "waiting for OpenSearch: {}", retry.failure().getMessage())))
                .doOnSuccess(done -> installed = true)
                .cache();
    }

    /** Completes when the templates are in place; fails when the live indices do not fit the configuration. */
    public Mono<Void> ready() {
        return ready;
    }

    public boolean isReady() {
        return installed;
    }

    private static List<String> install(TemplateInstaller installer, int dimension) throws IOException {
        List<String> applied = installer.install();
        installer.indexUserVectors(dimension);
        return applied;
    }

    private static void report(List<String> applied) {
        if (!applied.isEmpty()) {
            log.info("applied index templates: {}", String.join(", ", applied));
        }
    }
}
