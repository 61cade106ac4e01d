package com.lehnz.security;

import com.lehnz.limits.Allowance;
import com.lehnz.limits.RateLimits;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Counts every request that a key or token, or nobody's, comes with: after it is known whose it is, before anything is done. */
class RateLimitFilter implements WebFilter {
    private final RateLimits limits;

    RateLimitFilter(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Route route = Routes.of(exchange);
        return switch (route == null ? new Access.Anyone() : route.access()) {
            case Access.Anyone _, Access.Operator _ -> chain.filter(exchange);
            case Access.SignIn _ -> limits.limit(exchange, limits.ofSignIn(exchange), () -> chain.filter(exchange));
            case Access.Guest _ -> limits.limit(exchange, limits.ofStranger(exchange), () -> chain.filter(exchange));
            case Access.Password _ -> limited(exchange, chain, limits::ofPassword);
            case Access.Key _, Access.Person _, Access.May _ -> limited(exchange, chain, limits::ofPerson);
        };
    }

    private Mono<Void> limited(ServerWebExchange exchange, WebFilterChain chain, Function<String, Allowance> ofPerson) {
        return ReactiveSecurityContextHolder.getContext()
                .map(context -> allowance(exchange, context.getAuthentication(), ofPerson))
                .switchIfEmpty(Mono.fromSupplier(() -> limits.ofStranger(exchange)))
                .flatMap(allowance -> limits.limit(exchange, allowance, () -> chain.filter(exchange)));
    }

    private Allowance allowance(
            ServerWebExchange exchange, @Nullable Authentication authentication, Function<String, Allowance> ofPerson) {
        return authentication instanceof Identity identity
                ? switch (identity.who()) {
                    case Identity.Shop shop ->
                        limits.ofOrganization(
                                shop.key().caller().org().value(), shop.key().requests());
                    case Identity.Someone someone ->
                        ofPerson.apply(someone.login().personId());
                    case Identity.Operations _ -> limits.ofStranger(exchange);
                }
                : limits.ofStranger(exchange);
    }
}
