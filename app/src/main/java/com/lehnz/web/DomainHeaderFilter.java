package com.lehnz.web;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** {@code X-Domain} names the kind of business; there is one so far, and a wrong one is better refused than ignored. */
@Component
class DomainHeaderFilter implements WebFilter {
    private final Responses responses;

    DomainHeaderFilter(Responses responses) {
        this.responses = responses;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String domain = exchange.getRequest().getHeaders().getFirst("X-Domain");
        if (domain == null || domain.equals("commerce")) {
            return chain.filter(exchange);
        }
        return responses.write(
                exchange.getResponse(),
                HttpStatus.BAD_REQUEST,
                Failure.of("X-Domain must be 'commerce'", "Header 'X-Domain' is invalid"));
    }
}
