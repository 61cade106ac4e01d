package com.lehnz.accounts;

import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

import com.lehnz.web.Failure;
import com.lehnz.web.Responses;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import reactor.core.publisher.Mono;

/** Which key opens which path. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {
    static final String HEADER = "X-API-KEY";

    /** What a browser needs. */
    private static final String[] PUBLIC_PATHS = {
        "/v1/recommend",
        "/recommend",
        "/recommend/session",
        "/recommend/basket",
        "/recommend/price_optimized",
        "/item/*",
        "/v1/ingest/events/ingest",
        "/api/v1/events/ingest"
    };

    /** What only a shop's own servers may do. */
    private static final String[] PRIVATE_PATHS = {
        "/v1/ingest/items/upsert",
        "/api/v1/items/upsert",
        "/v1/ingest/users/upsert",
        "/api/v1/users/upsert",
        "/orgs/*/analytics"
    };

    private static final Failure UNAUTHORIZED = new Failure(
            false,
            "Missing or invalid X-API-KEY",
            "Send a live key in the X-API-KEY header, without a Bearer prefix",
            null,
            List.of(),
            "Invalid or missing API Key");

    @Bean
    SecurityWebFilterChain keySecurity(ServerHttpSecurity http, ApiKeys keys, Responses responses) {
        ServerAuthenticationEntryPoint unauthorized =
                (exchange, error) -> responses.write(exchange.getResponse(), HttpStatus.UNAUTHORIZED, UNAUTHORIZED);
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                // Its default looks into a web session, which is made for that on another thread, for every request.
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .cors(cors -> cors.configurationSource(browserOrigins()))
                .addFilterAt(keyFilter(keys, unauthorized), SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(paths -> paths.pathMatchers(PUBLIC_PATHS)
                        .hasAuthority(KeyType.PUBLISHABLE.authority())
                        .pathMatchers(PRIVATE_PATHS)
                        .hasAuthority(KeyType.SECRET.authority())
                        .anyExchange()
                        .permitAll())
                .exceptionHandling(errors -> errors.authenticationEntryPoint(unauthorized)
                        .accessDeniedHandler((exchange, denied) -> pathMatchers(PUBLIC_PATHS)
                                .matches(exchange)
                                .map(match -> match.isMatch()
                                        ? "Secret keys prohibited on public endpoints"
                                        : "Publishable keys prohibited on private endpoints")
                                .flatMap(message -> responses.write(
                                        exchange.getResponse(),
                                        HttpStatus.FORBIDDEN,
                                        Failure.of(message, "Wrong type of key for this endpoint")))))
                .build();
    }

    /** Ids are a shop's own and may be part of a path: {@code /item/a%2Fb} is about the item a/b. Nothing here maps paths to files. */
    @Bean
    static ServerWebExchangeFirewall anyIdInPaths() {
        StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowBackSlash(true);
        firewall.setAllowSemicolon(true);
        return firewall;
    }

    /** Observing each of its dozen filters costs more than the filters do; the request as a whole is measured anyway. */
    @Bean
    static SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    private static AuthenticationWebFilter keyFilter(ApiKeys keys, ServerAuthenticationEntryPoint unauthorized) {
        ReactiveAuthenticationManager manager =
                unverified -> keys.authenticate(((UnverifiedKey) unverified).getCredentials())
                        .<Authentication>map(KeyAuthentication::new)
                        .switchIfEmpty(Mono.error(() -> new BadCredentialsException("unknown key")));
        AuthenticationWebFilter filter = new AuthenticationWebFilter(manager);
        filter.setRequiresAuthenticationMatcher(pathMatchers(keyedPaths()));
        filter.setServerAuthenticationConverter(
                exchange -> Mono.justOrEmpty(exchange.getRequest().getHeaders().getFirst(HEADER))
                        .map(UnverifiedKey::new));
        filter.setAuthenticationFailureHandler(new ServerAuthenticationEntryPointFailureHandler(unauthorized));
        return filter;
    }

    private static String[] keyedPaths() {
        return Stream.of(PUBLIC_PATHS, PRIVATE_PATHS).flatMap(Arrays::stream).toArray(String[]::new);
    }

    /** Any shop's pages may call what a publishable key opens; the rest sends no CORS headers at all. */
    private static CorsConfigurationSource browserOrigins() {
        CorsConfiguration anyOrigin = new CorsConfiguration();
        anyOrigin.addAllowedOrigin(CorsConfiguration.ALL);
        anyOrigin.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.POST.name()));
        anyOrigin.addAllowedHeader(CorsConfiguration.ALL);
        anyOrigin.setExposedHeaders(List.of("X-Request-Id", "Retry-After"));
        anyOrigin.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        for (String path : PUBLIC_PATHS) {
            source.registerCorsConfiguration(path, anyOrigin);
        }
        return source;
    }
}
