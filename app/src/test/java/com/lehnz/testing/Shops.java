package com.lehnz.testing;

import com.lehnz.accounts.ApiKeys;
import com.lehnz.accounts.KeyType;
import com.lehnz.accounts.Organizations;
import com.lehnz.engine.Documents;
import com.lehnz.engine.OrgId;
import com.lehnz.pipeline.Backlog;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Opens shops: an organization each, with keys, so that no test sees another's. */
@TestComponent
public class Shops {
    private final Organizations organizations;
    private final ApiKeys keys;
    private final Backlog backlog;
    private final Documents documents;
    private final JsonMapper json;
    private final Mailbox mailbox;
    private final Environment environment;

    Shops(
            Organizations organizations,
            ApiKeys keys,
            Backlog backlog,
            Documents documents,
            JsonMapper json,
            Mailbox mailbox,
            Environment environment) {
        this.organizations = organizations;
        this.keys = keys;
        this.backlog = backlog;
        this.documents = documents;
        this.json = json;
        this.mailbox = mailbox;
        this.environment = environment;
    }

    public Shop open() {
        return open(Objects.requireNonNull(organizations.create("Test shop").block()));
    }

    /** The shop of an organization that somebody has registered. */
    public Shop open(Office office) {
        return open(new OrgId(office.org()));
    }

    private Shop open(OrgId org) {
        String publishable = Objects.requireNonNull(
                        keys.issue(org, KeyType.PUBLISHABLE).block())
                .secret();
        String secret =
                Objects.requireNonNull(keys.issue(org, KeyType.SECRET).block()).secret();
        return new Shop(org, publishable, secret, client(), backlog, documents, json);
    }

    /** An organization that somebody has registered, with the limit of any other. */
    public Office register() {
        return new Office(client(), mailbox, json);
    }

    /** The same people at this node; both sign tokens with the same key. */
    public Office visit(Office office) {
        return new Office(office, client());
    }

    /** A shop that was opened before, maybe through another node. */
    Shop serve(Shop shop) {
        return new Shop(shop.org(), shop.publishableKey(), shop.secretKey(), client(), backlog, documents, json);
    }

    public WebTestClient client() {
        return client(environment.getRequiredProperty("local.server.port", Integer.class));
    }

    static WebTestClient client(int port) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(16 * 1024 * 1024))
                .filter((request, next) -> next.exchange(request).flatMap(Shops::read))
                .build();
    }

    /** A test that looks at nothing but the status leaves the body in its connection, which nobody else can have then. */
    private static Mono<ClientResponse> read(ClientResponse response) {
        boolean endless = response.headers()
                .contentType()
                .filter(MediaType.TEXT_EVENT_STREAM::isCompatibleWith)
                .isPresent();
        return endless
                ? Mono.just(response)
                : response.bodyToMono(byte[].class)
                        .defaultIfEmpty(new byte[0])
                        .map(body -> response.mutate()
                                .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)))
                                .build());
    }

    public URI uri() {
        return URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port"));
    }
}
