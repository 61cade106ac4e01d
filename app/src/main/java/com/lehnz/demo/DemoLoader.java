package com.lehnz.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Loads a demo shop the way any shop loads itself: over HTTP, through the public ingestion endpoints. */
public final class DemoLoader {

    /** Told after every request how far the loading has come. */
    @FunctionalInterface
    public interface Progress {
        void loaded(String what, int done, int total);
    }

    /** A record of the demo is well under 1 kB, so this stays far below the limit of 1 MB on a body. */
    private static final int BATCH = 500;

    private static final int ATTEMPTS = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String base;
    private final String publishableKey;
    private final String secretKey;
    private final JsonMapper json;

    public DemoLoader(URI base, String publishableKey, String secretKey, JsonMapper json) {
        this.base = base.toString().replaceFirst("/+$", "");
        this.publishableKey = publishableKey;
        this.secretKey = secretKey;
        this.json = json;
    }

    /** Items and users. Safe to repeat: upserts overwrite themselves. */
    public void loadCatalog(DemoShop shop, Progress progress) throws InterruptedException {
        try (HttpClient client = client()) {
            send(client, "items", "/v1/ingest/items/upsert", secretKey, shop.items(), progress);
            send(client, "users", "/v1/ingest/users/upsert", secretKey, shop.users(), progress);
        }
    }

    /** What the shoppers did. Safe to repeat: an event id counts once. */
    public void loadEvents(DemoShop shop, Progress progress) throws InterruptedException {
        try (HttpClient client = client()) {
            send(client, "events", "/v1/ingest/events/ingest", publishableKey, shop.events(), progress);
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    }

    private void send(HttpClient client, String what, String path, String key, List<?> records, Progress progress)
            throws InterruptedException {
        for (int from = 0; from < records.size(); from += BATCH) {
            int to = Math.min(from + BATCH, records.size());
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json")
                    .header("X-API-KEY", key)
                    .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(records.subList(from, to))))
                    .build();
            post(client, request, "%s %d to %d".formatted(what, from + 1, to));
            progress.loaded(what, to, records.size());
        }
    }

    private void post(HttpClient client, HttpRequest request, String batch) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> response = answer(client, request);
            int status = response.statusCode();
            if (status >= 200 && status < 300) {
                return;
            }
            boolean comeBackLater = status == 429 || status == 503;
            if (!comeBackLater || attempt == ATTEMPTS) {
                throw new DemoLoadException("Loading the demo stopped: %s answered %d to %s: %s"
                        .formatted(request.uri(), status, batch, message(response.body())));
            }
            Thread.sleep(min(max(pause, retryAfter(response)), LONGEST_PAUSE));
            pause = pause.multipliedBy(2);
        }
    }

    private static HttpResponse<String> answer(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new DemoLoadException(
                    "Loading the demo stopped: no answer from %s (%s)".formatted(request.uri(), e), e);
        }
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(Duration.ZERO);
    }

    /** The envelope's message, or the body itself where something other than the service answered. */
    private String message(String body) {
        try {
            return json.readTree(body).path("message").asString(body);
        } catch (JacksonException e) {
            return body;
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
