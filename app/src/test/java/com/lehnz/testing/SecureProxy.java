package com.lehnz.testing;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The real OpenSearch behind TLS and a password. Maven Central has no security plugin for the version that the tests run
 * on; what the plugin does to a client is done here.
 */
public final class SecureProxy implements AutoCloseable {
    public static final String USER = "lehnz";
    public static final String PASSWORD = "correct: horse";
    private static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    private final Map<String, String> ownAnswers = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final URI engine;
    private final HttpClient http = HttpClient.create();
    private final DisposableServer server;

    public SecureProxy(URI engine, Certificate certificate) throws IOException, GeneralSecurityException {
        this.engine = engine;
        Http11SslContextSpec tls = Http11SslContextSpec.forServer(certificate.keys());
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .secure(spec -> spec.sslContext(tls))
                .httpRequestDecoder(decoder -> decoder.maxInitialLineLength(64 * 1024))
                .handle(this::handle)
                .bindNow();
    }

    /** @param host that the client is to ask for */
    public URI at(String host) {
        return URI.create("https://" + host + ":" + server.port());
    }

    /** What another OpenSearch would say on a path. */
    public SecureProxy answering(String path, String json) {
        ownAnswers.put(path, json);
        return this;
    }

    /** Requests that came without the right password. */
    public int refused() {
        return refused.get();
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        if (!AUTHORIZATION.equals(request.requestHeaders().get(HttpHeaderNames.AUTHORIZATION))) {
            refused.incrementAndGet();
            return request.receive()
                    .then(response.status(401)
                            .header(HttpHeaderNames.WWW_AUTHENTICATE, "Basic realm=\"OpenSearch Security\"")
                            .sendString(Mono.just("Unauthorized"))
                            .then());
        }
        String path = request.uri().replaceAll("\\?.*", "");
        String own = ownAnswers.get(path);
        return own == null
                ? forward(request, response)
                : response.header(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                        .sendString(Mono.just(own));
    }

    private Mono<Void> forward(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asByteArray()
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> http.headers(headers -> copy(request.requestHeaders(), headers))
                        .request(request.method())
                        .uri(engine.resolve(request.uri()))
                        .send(ByteBufFlux.fromInbound(body.length == 0 ? Mono.empty() : Mono.just(body)))
                        .responseSingle((answer, bytes) -> bytes.asByteArray()
                                .defaultIfEmpty(new byte[0])
                                .flatMap(answered -> {
                                    response.status(answer.status());
                                    copy(answer.responseHeaders(), response.responseHeaders());
                                    response.header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(answered.length));
                                    return response.sendByteArray(Mono.just(answered))
                                            .then();
                                })));
    }

    private static void copy(HttpHeaders from, HttpHeaders to) {
        String type = from.get(HttpHeaderNames.CONTENT_TYPE);
        if (type != null) {
            to.set(HttpHeaderNames.CONTENT_TYPE, type);
        }
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
