package com.lehnz.web;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The API's documentation is read out of class files and jars: on threads that may wait, not on an event loop. */
@Component
class DocumentationFilter implements WebFilter {
    private static final List<PathPattern> PATHS = Stream.of("/v3/api-docs/**", "/swagger-ui/**", "/webjars/**")
            .map(PathPatternParser.defaultInstance::parse)
            .toList();

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        Mono<Void> rest = chain.filter(exchange);
        return PATHS.stream().anyMatch(pattern -> pattern.matches(path))
                ? rest.subscribeOn(Schedulers.boundedElastic())
                : rest;
    }
}
