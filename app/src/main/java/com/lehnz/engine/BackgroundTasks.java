package com.lehnz.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.opensearch.client.opensearch._types.ErrorCause;
import org.opensearch.client.opensearch.tasks.GetTasksResponse;
import org.opensearch.client.opensearch.tasks.TaskResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Work on any number of documents, which OpenSearch does by itself: no request waits for as long as that may take. */
@Component
class BackgroundTasks {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final OpenSearchAsyncClient client;
    private final EngineProperties properties;

    BackgroundTasks(OpenSearchAsyncClient client, EngineProperties properties) {
        this.client = client;
        this.properties = properties;
    }

    /**
     * @param start answers with the task's id
     * @return what it did, once it is done; an {@link EngineUnavailableException} where it failed or went with its node:
     *     whoever asked for it does so again; another one where somebody has to open an index first
     */
    Mono<TaskResponse> run(Callable<CompletableFuture<String>> start) {
        return EngineCalls.call(properties.timeout(), start).flatMap(this::done);
    }

    private Mono<TaskResponse> done(String taskId) {
        return EngineCalls.call(properties.timeout(), () -> client.tasks().get(get -> get.taskId(taskId)))
                .onErrorMap(error -> EngineCalls.status(error) == 404, EngineUnavailableException::new)
                .filter(GetTasksResponse::completed)
                .repeatWhenEmpty(looks -> looks.delayElements(LOOK_AGAIN))
                .map(BackgroundTasks::result);
    }

    private static TaskResponse result(GetTasksResponse task) {
        ErrorCause error = task.error();
        TaskResponse result = task.response();
        if (error != null || result == null) {
            throw failure(task, error);
        }
        if (!result.failures().isEmpty()) {
            throw failure(task, result.failures().getFirst().cause());
        }
        return result;
    }

    private static RuntimeException failure(GetTasksResponse task, @Nullable ErrorCause cause) {
        String reason = "%s did not come to its end: %s"
                .formatted(task.task().action(), cause == null ? "no result" : cause.type() + ": " + cause.reason());
        return EngineCalls.isBlockedByPeople(cause)
                ? new IllegalStateException(reason)
                : new EngineUnavailableException(new IOException(reason));
    }
}
