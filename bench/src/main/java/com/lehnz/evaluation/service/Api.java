package com.lehnz.evaluation.service;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of the public API. Safe for several threads. */
public final class Api implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 12;

    private final Settings settings;
    private final JsonMapper json = new JsonMapper();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    public Api(Settings settings) {
        this.settings = settings;
    }

    /** With the publishable key. */
    JsonNode post(String path, Object body) {
        return post(path, settings.publishableKey(), body);
    }

    JsonNode postPrivately(String path, Object body) {
        return post(path, settings.secretKey(), body);
    }

    private JsonNode post(String path, String key, Object body) {
        return json.readTree(send(request(path)
                .header("Content-Type", "application/json")
                .header("X-API-KEY", key)
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                .build()));
    }

    /** As those who run the service. */
    String get(String path) {
        return send(request(path)
                .header("Authorization", "Bearer " + settings.metricsToken())
                .GET()
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(settings.url().resolve(path)).timeout(TIMEOUT);
    }

    /** Where the service is too busy, or has had too many requests, waits as long as it says and tries again. */
    private String send(HttpRequest request) {
        Duration pause = Duration.ofMillis(500);
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> response = answer(request);
            int status = response.statusCode();
            if (status / 100 == 2) {
                return response.body();
            }
            boolean later = status == 429 || status == 503;
            if (!later || attempt == ATTEMPTS) {
                throw new ServiceException("%s answered %d: %s".formatted(request.uri(), status, response.body()));
            }
            sleep(max(pause, retryAfter(response)));
            pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ServiceException("No answer from %s (%s)".formatted(request.uri(), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("Interrupted while waiting for " + request.uri(), e);
        }
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(Duration.ZERO);
    }

    static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("Interrupted while waiting", e);
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    @Override
    public void close() {
        client.close();
    }
}
