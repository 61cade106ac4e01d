package com.lehnz.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** One client for everything that is compared. */
final class Http implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static HttpRequest get(URI base, String path) {
        return request(base, path).GET().build();
    }

    static HttpRequest post(URI base, String path, String body, String... headers) {
        HttpRequest.Builder request =
                request(base, path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    private static HttpRequest.Builder request(URI base, String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    /** @throws IllegalStateException when the answer is not 2xx: what failed is not to be timed */
    String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    "%s answered %d: %s".formatted(request.uri(), response.statusCode(), response.body()));
        }
        return response.body();
    }

    @Override
    public void close() {
        client.close();
    }
}
