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

    private final Mono<Void> templates;
    private final Mono<Void> ready;
    private volatile boolean installed;
    private volatile String said = "";

    EngineSchema(
            OpenSearchGenericClient client,
            ItemsGenerations generations,
            ItemsGeneration generation,
            EngineRequirements requirements,
            EngineProperties properties,
            JsonMapper json) {
        var installer =
                new TemplateInstaller(client, json, new IndexSettings(properties.shards(), properties.replicas()));
        this.templates = patiently(
                        properties,
                        Mono.fromCallable(() -> {
                                    requirements.check();
                                    return install(installer, generation.dimension());
                                })
                                .subscribeOn(Schedulers.boundedElastic())
                                .doOnNext(EngineSchema::report)
                                .then())
                .cache();
        this.ready = templates
                .then(patiently(properties, generations.requireModel(generation)))
                .doOnSuccess(done -> installed = true)
                .cache();
    }

    /** Completes when the templates are in place; fails when the live indices do not fit the configuration. */
    public Mono<Void> ready() {
        return ready;
    }

    /**
     * As {@link #ready}, for what runs in the background: where that fails it never completes, because the node ends and
     * whoever started it says why.
     */
    public Mono<Void> usable() {
        return ready.onErrorResume(error -> Mono.never());
    }

    /** Completes when the templates are in place, whatever the live indices are made for. */
    public Mono<Void> templates() {
        return templates;
    }

    private Mono<Void> patiently(EngineProperties properties, Mono<Void> step) {
        return step.onErrorMap(error -> EngineTrouble.explained(error, properties))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                        .maxBackoff(Duration.ofSeconds(5))
                        .filter(error -> error instanceof IOException || error instanceof EngineUnavailableException)
                        .doBeforeRetry(retry -> waiting(properties, retry.failure())));
    }

    public boolean isReady() {
        return installed;
    }

    /** Once for each reason, and not with every attempt. */
    private void waiting(EngineProperties properties, Throwable reason) {
        String sentence = "waiting for %s: %s".formatted(properties, reason.getMessage());
        if (!sentence.equals(said)) {
            log.warn(sentence);
            said = sentence;
        }
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
