package com.lehnz.security;

import com.lehnz.accounts.Permission;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * What people change is carried through, whether they wait for the answer or hang up: a change takes several writes, the
 * last of which is its line in the audit log.
 */
class CarryThroughFilter implements WebFilter {
    private static final Logger log = LoggerFactory.getLogger(CarryThroughFilter.class);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!isChange(Routes.of(exchange))) {
            return chain.filter(exchange);
        }
        AtomicBoolean alone = new AtomicBoolean();
        return Mono.deferContextual(context -> {
            Mono<Void> change = chain.filter(exchange)
                    .onErrorResume(error -> alone.get(), error -> {
                        log.debug("nobody was there to be told: {}", error.getMessage());
                        return Mono.empty();
                    })
                    .contextWrite(context);
            return Mono.fromFuture(change.toFuture(), true).doOnCancel(() -> alone.set(true));
        });
    }

    private static boolean isChange(@Nullable Route route) {
        return route != null
                && !Objects.equals(route.method(), HttpMethod.GET)
                && switch (route.access()) {
                    case Access.SignIn _, Access.Guest _, Access.Person _, Access.Password _ -> true;
                    // An upload is as long as its sender is there.
                    case Access.May(Permission permission) -> permission != Permission.RUN;
                    case Access.Anyone _, Access.Key _, Access.Operator _ -> false;
                };
    }
}
