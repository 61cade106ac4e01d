package com.lehnz.security;

import com.lehnz.web.Failure;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** A node that only works through the queues answers for its health and its metrics, and nothing else. */
@Component
@ConditionalOnProperty(name = "lehnz.role", havingValue = "worker")
@Order(Ordered.HIGHEST_PRECEDENCE + 1) // after the request has its id, before anybody asks who sent it
class WorkerNodeFilter implements WebFilter {
    private static final Gate.Refusal NOTHING_HERE = new Gate.Refusal(
            HttpStatus.NOT_FOUND,
            Failure.of(
                    "This node works through the queues: send requests to one with lehnz.role=api or all",
                    "Not Found"));

    private final Gate gate;

    WorkerNodeFilter(Gate gate) {
        this.gate = gate;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getRequest().getPath().pathWithinApplication().value().startsWith("/actuator/")
                ? chain.filter(exchange)
                : gate.answer(exchange, NOTHING_HERE);
    }
}
