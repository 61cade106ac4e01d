package com.lehnz.security;

import com.lehnz.accounts.AccessTokens;
import com.lehnz.accounts.ApiKeys;
import com.lehnz.accounts.Login;
import com.lehnz.accounts.Member;
import com.lehnz.accounts.Memberships;
import com.lehnz.engine.OrgId;
import com.lehnz.limits.ClientAddress;
import com.lehnz.limits.RateLimits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds out whose request it is, by what its route asks for. */
@Component
@EnableConfigurationProperties(MetricsProperties.class)
class Authenticator implements ReactiveAuthenticationManager, ServerAuthenticationConverter {
    static final String KEY = "X-API-KEY";

    /** Names the organization where a path does not; needed only by who belongs to several. */
    static final String ORGANIZATION = "X-Organization";

    private static final String BEARER = "Bearer ";

    private final ApiKeys keys;
    private final AccessTokens tokens;
    private final Memberships memberships;
    private final RateLimits limits;
    private final ClientAddress address;
    private final MetricsProperties metrics;

    Authenticator(
            ApiKeys keys,
            AccessTokens tokens,
            Memberships memberships,
            RateLimits limits,
            ClientAddress address,
            MetricsProperties metrics) {
        this.keys = keys;
        this.tokens = tokens;
        this.memberships = memberships;
        this.limits = limits;
        this.address = address;
        this.metrics = metrics;
    }

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        Route route = Routes.of(exchange);
        if (route == null) {
            return Mono.empty();
        }
        String secret = switch (route.access()) {
            case Access.Anyone _, Access.SignIn _, Access.Guest _ -> null;
            case Access.Key _ -> exchange.getRequest().getHeaders().getFirst(KEY);
            case Access.Person _, Access.Password _, Access.May _, Access.Operator _ -> bearer(exchange.getRequest());
        };
        if (secret == null) {
            return Mono.empty();
        }
        Authentication credentials =
                new Credentials(secret, route.access(), org(route, exchange), address.of(exchange.getRequest()));
        boolean costsARead = route.access() instanceof Access.Key && !keys.isAtHand(secret);
        return costsARead ? unlessGuessing(exchange).thenReturn(credentials) : Mono.just(credentials);
    }

    /** Whoever has sent too many keys that do not exist is not looked up any more. */
    private Mono<Void> unlessGuessing(ServerWebExchange exchange) {
        return limits.isSpent(limits.ofStranger(exchange))
                .flatMap(spent -> spent ? Mono.error(unknown()) : Mono.empty());
    }

    private static @Nullable String bearer(ServerHttpRequest request) {
        String header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    private static @Nullable String org(Route route, ServerWebExchange exchange) {
        if (!route.namesOrganization()) {
            return exchange.getRequest().getHeaders().getFirst(ORGANIZATION);
        }
        var match = route.path().matchAndExtract(exchange.getRequest().getPath().pathWithinApplication());
        return match == null ? null : match.getUriVariables().get("org");
    }

    @Override
    public Mono<Authentication> authenticate(Authentication unverified) {
        Credentials credentials = (Credentials) unverified;
        Mono<Identity.Who> who = switch (credentials.access()) {
            case Access.Key _ -> keys.authenticate(credentials.getCredentials()).map(Identity.Shop::new);
            case Access.Person _, Access.Password _ ->
                login(credentials).map(login -> new Identity.Someone(login, null));
            case Access.May _ -> login(credentials).flatMap(login -> someone(login, credentials.org()));
            case Access.Operator _ -> operations(credentials.getCredentials());
            case Access.Anyone _, Access.SignIn _, Access.Guest _ -> Mono.empty();
        };
        return who.<Authentication>map(Identity::new).switchIfEmpty(Mono.error(Authenticator::unknown));
    }

    private Mono<Login> login(Credentials credentials) {
        return tokens.read(credentials.getCredentials(), credentials.address());
    }

    /** @param org that the request is about; null where it does not say */
    private Mono<Identity.Who> someone(Login login, @Nullable String org) {
        Mono<Member> member;
        if (org == null) {
            member = memberships.only(login);
        } else {
            member = OrgId.isOne(org) ? memberships.in(new OrgId(org), login) : Mono.empty();
        }
        return member.<Identity.Who>map(found -> new Identity.Someone(login, found))
                .defaultIfEmpty(new Identity.Someone(login, null));
    }

    private Mono<Identity.Who> operations(String token) {
        String expected = metrics.token();
        boolean right = expected != null
                && !expected.isBlank()
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
        return right ? Mono.just(new Identity.Operations()) : Mono.empty();
    }

    private static BadCredentialsException unknown() {
        return new BadCredentialsException("unknown key or token");
    }
}
