package com.lehnz.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as somebody uses it who is logged in. Where it is busy or away, it is asked again for a while. */
public final class ServiceClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 10;

    private final URI url;
    private final String email;
    private final String password;
    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private @Nullable String token;
    private @Nullable String organization;

    public ServiceClient(URI url, String email, String password) {
        this.url = url;
        this.email = email;
        this.password = password;
    }

    /** An answer that is no success, with what the service says about it. */
    public static final class Refused extends RuntimeException {
        private final int status;
        private final transient JsonNode answer;

        Refused(int status, JsonNode answer) {
            super("%d %s".formatted(status, answer.path("message").asString("without a message")));
            this.status = status;
            this.answer = answer;
        }

        public boolean isTooLarge() {
            return status == 413;
        }

        /** One per field that is wrong; none where that is not the trouble. */
        public JsonNode errors() {
            return answer.path("errors");
        }
    }

    /**
     * From now on, requests are about one of the organizations that this person belongs to.
     *
     * @param named its id, slug or name; null for the only one
     */
    public void chooseOrganization(@Nullable String named) throws InterruptedException {
        List<JsonNode> mine = get("/me").path("organizations").valueStream().toList();
        List<JsonNode> meant = named == null
                ? mine
                : mine.stream().filter(each -> isCalled(each, named)).toList();
        if (meant.size() != 1) {
            String known =
                    mine.stream().map(each -> each.path("slug").asString()).collect(Collectors.joining(", "));
            throw new IllegalArgumentException(
                    named == null
                            ? "Name an organization with --org; %s belongs to: %s".formatted(email, known)
                            : "There is no organization '%s'; %s belongs to: %s".formatted(named, email, known));
        }
        organization = meant.getFirst().path("org_id").asString();
    }

    private static boolean isCalled(JsonNode organization, String name) {
        return List.of("org_id", "slug", "name").stream()
                .anyMatch(field -> organization.path(field).asString().equalsIgnoreCase(name));
    }

    /** The {@code data} of the answer. */
    public JsonNode get(String path) throws InterruptedException {
        return send(() -> request(path).GET());
    }

    /** Sends a file as a form does; the {@code data} of the answer. */
    public JsonNode upload(String path, Path file, String name) throws InterruptedException {
        String boundary = "lehnz-" + UUID.randomUUID();
        return send(() -> request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(form(boundary, file, name)));
    }

    private static BodyPublisher form(String boundary, Path file, String name) throws IOException {
        String header =
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .formatted(boundary, name.replaceAll("[\"\\\\\\r\\n]", "_"));
        return BodyPublishers.concat(
                BodyPublishers.ofString(header),
                BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--%s--\r\n".formatted(boundary)));
    }

    private interface Request {
        HttpRequest.Builder build() throws IOException;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path)).timeout(TIMEOUT);
        return organization == null ? request : request.header("X-Organization", organization);
    }

    private JsonNode send(Request request) throws InterruptedException {
        Duration pause = Duration.ofMillis(500);
        for (int attempt = 1; ; attempt++) {
            Duration wanted;
            try {
                boolean loggingIn = token == null;
                HttpResponse<String> response = client.send(
                        loggingIn
                                ? login()
                                : request.build()
                                        .header("Authorization", "Bearer " + token)
                                        .build(),
                        BodyHandlers.ofString());
                int status = response.statusCode();
                if (status / 100 == 2) {
                    JsonNode data = read(response).path("data");
                    if (!loggingIn) {
                        return data;
                    }
                    token = data.path("access_token").asString();
                    continue;
                }
                boolean expired = status == 401 && !loggingIn;
                boolean later = status == 429 || status == 503;
                if (!expired && !later || attempt >= ATTEMPTS) {
                    throw new Refused(status, read(response));
                }
                if (expired) {
                    token = null; // They are good for some minutes.
                }
                wanted = retryAfter(response);
            } catch (IOException e) {
                if (attempt >= ATTEMPTS) {
                    throw new IllegalStateException("No answer from %s (%s)".formatted(url, e), e);
                }
                wanted = Duration.ZERO;
            }
            Thread.sleep(wanted.compareTo(pause) > 0 ? wanted : pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private HttpRequest login() {
        return HttpRequest.newBuilder(url.resolve("/auth/login"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(Map.of("email", email, "password", password))))
                .build();
    }

    private JsonNode read(HttpResponse<String> response) {
        try {
            return json.readTree(response.body());
        } catch (JacksonException e) {
            return json.createObjectNode().put("message", response.body());
        }
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        client.close();
    }
}
