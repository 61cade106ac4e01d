package com.lehnz.limits;

import com.lehnz.web.Failure;
import com.lehnz.web.Responses;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lets requests through while there is something left of an allowance, and tells the client in both styles of headers. */
@Component
public class RateLimits {
    private final Buckets buckets;
    private final LimitProperties properties;
    private final ClientAddress address;
    private final Responses responses;

    RateLimits(Buckets buckets, LimitProperties properties, ClientAddress address, Responses responses) {
        this.buckets = buckets;
        this.properties = properties;
        this.address = address;
        this.responses = responses;
    }

    /** @param requests null for the default */
    public Allowance ofOrganization(String org, @Nullable Long requests) {
        return new Allowance("org:" + org, requests == null ? properties.requests() : requests);
    }

    /** The default, where an organization has no limit of its own. */
    public long requests() {
        return properties.requests();
    }

    public Duration window() {
        return properties.window();
    }

    /** A person has an allowance of their own, so that a busy shop's owner can still get in and revoke a key. */
    public Allowance ofPerson(String personId) {
        return new Allowance("person:" + personId, properties.requests());
    }

    /** For trying a password that is not known for certain to be theirs: a stolen token must not be enough to find it. */
    public Allowance ofPassword(String personId) {
        return new Allowance("password:" + personId, properties.signIn());
    }

    public Allowance ofSignIn(ServerWebExchange exchange) {
        return new Allowance("sign-in:" + network(exchange), properties.signIn());
    }

    /** For requests without a key or token that is valid. */
    public Allowance ofStranger(ServerWebExchange exchange) {
        return new Allowance("stranger:" + network(exchange), properties.requests());
    }

    /** An IPv6 host owns a whole network of 64 bits: its addresses count together. */
    private String network(ServerWebExchange exchange) {
        String client = address.of(exchange.getRequest());
        int groups = 4;
        return client.contains(":")
                ? String.join(":", java.util.Arrays.asList(client.split(":")).subList(0, groups)) + "::/64"
                : client;
    }

    /** Goes on with {@code allowed} while something is left, and answers 429 otherwise. */
    public Mono<Void> limit(ServerWebExchange exchange, Allowance allowance, Supplier<Mono<Void>> allowed) {
        return buckets.take(allowance).flatMap(balance -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            describe(allowance, balance, headers);
            if (balance.allowed()) {
                return allowed.get();
            }
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds(balance)));
            return responses.write(
                    exchange.getResponse(),
                    HttpStatus.TOO_MANY_REQUESTS,
                    Failure.of(
                            "Too many requests: %d per %d seconds are allowed"
                                    .formatted(allowance.requests(), window().toSeconds()),
                            "Try again in %d seconds".formatted(seconds(balance))));
        });
    }

    public Mono<Boolean> isSpent(Allowance allowance) {
        return buckets.left(allowance).map(left -> left <= 0);
    }

    private void describe(Allowance allowance, Balance balance, HttpHeaders headers) {
        long reset = seconds(balance);
        headers.set("RateLimit-Limit", Long.toString(allowance.requests()));
        headers.set("RateLimit-Remaining", Long.toString(balance.remaining()));
        headers.set("RateLimit-Reset", Long.toString(reset));
        headers.set("RateLimit-Policy", "%d;w=%d".formatted(allowance.requests(), window().toSeconds()));
        headers.set(
                "RateLimit",
                "limit=%d, remaining=%d, reset=%d".formatted(allowance.requests(), balance.remaining(), reset));
    }

    /** Rounded up: who waits that long gets through. */
    private static long seconds(Balance balance) {
        return balance.resetIn().plusMillis(999).toSeconds();
    }
}
