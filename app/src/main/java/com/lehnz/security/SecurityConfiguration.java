package com.lehnz.security;

import com.lehnz.accounts.KeyType;
import com.lehnz.limits.RateLimits;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import reactor.core.publisher.Mono;

/** Puts the table of {@link Routes} into force: who is it, how often may they, and may they at all. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {
    /** The API sends JSON, which runs nothing; the pages of its documentation run what comes with them. */
    private static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'"
            + " 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    SecurityWebFilterChain routeSecurity(
            ServerHttpSecurity http, Authenticator authenticator, Gate gate, RateLimits limits) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                // Its default looks into a web session, which is made for that on another thread, for every request.
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .cors(cors -> cors.configurationSource(browserOrigins()))
                .addFilterAt(authentication(authenticator, gate, limits), SecurityWebFiltersOrder.AUTHENTICATION)
                .addFilterAfter(new RateLimitFilter(limits), SecurityWebFiltersOrder.AUTHENTICATION)
                .addFilterAfter(new CarryThroughFilter(), SecurityWebFiltersOrder.AUTHORIZATION)
                .authorizeExchange(all -> all.anyExchange().access((who, context) -> decide(who, context)))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(
                                (exchange, error) -> gate.refuse(exchange, null))
                        .accessDeniedHandler((exchange, denied) ->
                                exchange.getPrincipal().flatMap(who -> gate.refuse(exchange, (Authentication) who))))
                .build();
    }

    /** Observing each of its dozen filters costs more than the filters do; the request as a whole is measured anyway. */
    @Bean
    static SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    /**
     * Spring's own firewall answers unusual characters in paths with a bare 400, but items' ids may have any. Nothing here
     * takes a path apart but the patterns of {@link Routes}, which see the same segments as the controllers.
     */
    @Bean
    static ServerWebExchangeFirewall anyCharacters() {
        return ServerWebExchangeFirewall.INSECURE_NOOP;
    }

    private static AuthenticationWebFilter authentication(Authenticator authenticator, Gate gate, RateLimits limits) {
        AuthenticationWebFilter filter = new AuthenticationWebFilter(authenticator);
        filter.setServerAuthenticationConverter(authenticator);
        filter.setAuthenticationFailureHandler((failed, error) -> limits.limit(
                failed.getExchange(),
                limits.ofStranger(failed.getExchange()),
                () -> gate.refuse(failed.getExchange(), null)));
        return filter;
    }

    private static Mono<AuthorizationResult> decide(Mono<Authentication> who, AuthorizationContext context) {
        return who.map(authentication -> Gate.refusal(context.getExchange(), authentication) == null)
                .switchIfEmpty(Mono.fromSupplier(() -> Gate.refusal(context.getExchange(), null) == null))
                .map(AuthorizationDecision::new);
    }

    /** Any page may call what a publishable key opens, as far as the key's own list goes; the rest sends no CORS headers. */
    private static CorsConfigurationSource browserOrigins() {
        CorsConfiguration anyOrigin = new CorsConfiguration();
        anyOrigin.addAllowedOrigin(CorsConfiguration.ALL);
        anyOrigin.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.POST.name()));
        anyOrigin.addAllowedHeader(CorsConfiguration.ALL);
        anyOrigin.setExposedHeaders(List.of(
                "X-Request-Id",
                "Retry-After",
                "RateLimit",
                "RateLimit-Policy",
                "RateLimit-Limit",
                "RateLimit-Remaining",
                "RateLimit-Reset"));
        anyOrigin.setMaxAge(Duration.ofHours(1));
        Access publishable = new Access.Key(KeyType.PUBLISHABLE);
        return exchange ->
                Routes.at(exchange).stream().anyMatch(route -> route.access().equals(publishable)) ? anyOrigin : null;
    }
}
