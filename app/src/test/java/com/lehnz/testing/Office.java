package com.lehnz.testing;

import com.lehnz.accounts.Role;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An organization's people at the dashboard. */
public final class Office {
    public static final String PASSWORD = "correct horse battery";

    private final WebTestClient client;
    private final Mailbox mailbox;
    private final JsonMapper json;
    private final Map<Role, String> tokens = new EnumMap<>(Role.class);
    private final String name = "Office " + UUID.randomUUID();
    private final String org;

    Office(WebTestClient client, Mailbox mailbox, JsonMapper json) {
        this.client = client;
        this.mailbox = mailbox;
        this.json = json;
        JsonNode tokens = data(register(email(Role.OWNER), name));
        this.tokens.put(Role.OWNER, tokens.path("access_token").asString());
        this.org = data(as(Role.OWNER, HttpMethod.GET, "/me", null))
                .path("organizations")
                .path(0)
                .path("org_id")
                .asString();
    }

    /** The same people at another node, which takes the same tokens. */
    Office(Office office, WebTestClient client) {
        this.client = client;
        this.mailbox = office.mailbox;
        this.json = office.json;
        this.tokens.putAll(office.tokens);
        this.org = office.org;
    }

    public String org() {
        return org;
    }

    /** The path below the organization's own. */
    public String path(String rest) {
        return "/orgs/" + org + rest;
    }

    public String email(Role role) {
        return (role + "@" + name.replace(' ', '.') + ".example").toLowerCase(java.util.Locale.ROOT);
    }

    /** Somebody with the role; they are invited the first time that they are asked for. */
    public String token(Role role) {
        String known = tokens.get(role);
        if (known != null) {
            return known;
        }
        data(as(Role.OWNER, HttpMethod.POST, path("/invitations"), Map.of("email", email(role), "role", role.name())));
        JsonNode joined = data(send(
                null,
                HttpMethod.POST,
                "/auth/accept-invitation",
                Map.of("token", mailbox.tokenOf(email(role)), "password", PASSWORD)));
        String token = joined.path("access_token").asString();
        tokens.put(role, token);
        return token;
    }

    public String personId(Role role) {
        return data(send(token(role), HttpMethod.GET, "/me", null))
                .path("person_id")
                .asString();
    }

    /** A new pair of keys: the publishable one first. */
    public JsonNode keyPair() {
        return data(as(Role.OWNER, HttpMethod.POST, path("/keys"), Map.of("label", "test")));
    }

    public ResponseSpec register(String email, String organization) {
        return send(
                null,
                HttpMethod.POST,
                "/auth/register",
                Map.of("email", email, "password", PASSWORD, "organization_name", organization));
    }

    public ResponseSpec login(String email, String password) {
        return send(null, HttpMethod.POST, "/auth/login", Map.of("email", email, "password", password));
    }

    public ResponseSpec as(Role role, HttpMethod method, String path, @Nullable Object body) {
        return send(token(role), method, path, body);
    }

    /** @param token null to send none */
    public ResponseSpec send(@Nullable String token, HttpMethod method, String path, @Nullable Object body) {
        var request = client.method(method).uri(path);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(json.writeValueAsString(body))
                        .exchange();
    }

    /** Sends a file as a browser's form would. */
    public ResponseSpec upload(Role role, String path, String name, byte[] content) {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        form.part("file", content).filename(name);
        return client.post()
                .uri(path)
                .header("Authorization", "Bearer " + token(role))
                .body(BodyInserters.fromMultipartData(form.build()))
                .exchange();
    }

    /** The {@code data} of an answer that must be 200. */
    public JsonNode data(ResponseSpec answer) {
        return body(answer.expectStatus().isOk()).path("data");
    }

    /** The {@code data} of an answer that must be 202. */
    public JsonNode accepted(ResponseSpec answer) {
        return body(answer.expectStatus().isAccepted()).path("data");
    }

    private JsonNode body(ResponseSpec answer) {
        return json.readTree(
                Objects.requireNonNull(answer.expectBody().returnResult().getResponseBody()));
    }
}
