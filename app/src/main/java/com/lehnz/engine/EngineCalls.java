package com.lehnz.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.ContentTooLongException;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.ErrorCause;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.transport.httpclient5.ResponseException;
import reactor.core.publisher.Mono;

/** Calls of the asynchronous client as {@link Mono}s: cancelled with their subscriber, timed out, errors told apart. */
final class EngineCalls {
    private EngineCalls() {}

    static <T> Mono<T> call(Duration timeout, Callable<CompletableFuture<T>> call) {
        return Mono.fromCompletionStage(() -> {
                    try {
                        return call.call();
                    } catch (Exception e) {
                        return CompletableFuture.failedFuture(e);
                    }
                })
                .timeout(timeout)
                .onErrorMap(EngineCalls::translate);
    }

    /** HTTP status of an error answer; -1 where there was no answer. */
    static int status(Throwable error) {
        return switch (error) {
            case OpenSearchException e -> e.status();
            // Some error answers reach us as the transport's own exception: seen with 409 on a single update.
            case ResponseException e -> e.status();
            default -> -1;
        };
    }

    /** For answers that come with their status instead of an error. */
    static void requireAvailable(int status) {
        if (isTemporary(status)) {
            throw new EngineUnavailableException(new IOException("HTTP " + status));
        }
    }

    /**
     * Whether an answer may be another one later: overload, blocked or restarting indices, rejected credentials, failures
     * of the engine's own. Only what the request itself is to blame for is final.
     */
    static boolean isTemporary(int status) {
        return status == 401 || status == 403 || status == 408 || status == 429 || status >= 500;
    }

    /** Blocks that people set: nobody of ours does on indices of a month, and nobody knows when they will be gone. */
    static boolean isBlockedByPeople(@Nullable ErrorCause error) {
        String reason = error == null ? "" : String.valueOf(error.reason());
        return reason.contains("FORBIDDEN/5/") || reason.contains("FORBIDDEN/8/");
    }

    private static Throwable translate(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        int status = status(cause);
        boolean unreachable = status < 0
                && (cause instanceof IOException || cause instanceof TimeoutException)
                && !(cause instanceof ContentTooLongException);
        return isTemporary(status) || unreachable ? new EngineUnavailableException(cause) : cause;
    }
}
