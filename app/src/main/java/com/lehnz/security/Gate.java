package com.lehnz.security;

import com.lehnz.accounts.Caller;
import com.lehnz.accounts.KeyType;
import com.lehnz.accounts.Member;
import com.lehnz.web.Failure;
import com.lehnz.web.Responses;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lets a request through, or says why not. */
@Component
class Gate {
    private static final Failure NO_KEY = new Failure(
            false,
            "Missing or invalid X-API-KEY",
            "Send a live key in the X-API-KEY header, without a Bearer prefix",
            null,
            List.of(),
            "Invalid or missing API Key");
    private static final Failure NO_TOKEN =
            Failure.of("Missing or invalid access token", "Send the token of a login as Authorization: Bearer <token>");
    private static final Failure NO_SUCH_PATH = Failure.of("There is nothing at this path", "Not Found");
    private static final Failure NO_SUCH_METHOD =
            Failure.of("This path does not take that method", "Method Not Allowed");
    private static final Failure NO_SUCH_ORGANIZATION = Failure.of("There is no such organization", "Not Found");

    private static final Failure NO_ORGANIZATION = Failure.of(
            "Name one of your organizations in the header X-Organization",
            "You belong to none or several of them: GET /me lists them");

    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(5);

    private final Responses responses;

    Gate(Responses responses) {
        this.responses = responses;
    }

    /** Why a request is refused. */
    record Refusal(HttpStatus status, Failure failure) {}

    /**
     * The rules. What a route asks for is looked at in its own kind only: an access token never opens what takes a key.
     *
     * @param authentication null where the request has shown nothing valid
     * @return null where the request may pass
     */
    static @Nullable Refusal refusal(ServerWebExchange exchange, @Nullable Authentication authentication) {
        Route route = Routes.of(exchange);
        if (route == null) {
            return Routes.at(exchange).isEmpty()
                    ? new Refusal(HttpStatus.NOT_FOUND, NO_SUCH_PATH)
                    : new Refusal(HttpStatus.METHOD_NOT_ALLOWED, NO_SUCH_METHOD);
        }
        Identity.Who who = authentication instanceof Identity identity ? identity.who() : null;
        return switch (route.access()) {
            case Access.Anyone _, Access.SignIn _, Access.Guest _ -> null;
            case Access.Key(KeyType type) ->
                who instanceof Identity.Shop shop
                        ? ofKey(type, shop, exchange)
                        : new Refusal(HttpStatus.UNAUTHORIZED, NO_KEY);
            case Access.Person _, Access.Password _ ->
                who instanceof Identity.Someone ? null : new Refusal(HttpStatus.UNAUTHORIZED, NO_TOKEN);
            case Access.May may ->
                who instanceof Identity.Someone someone
                        ? ofMember(may, someone.member(), isUnnamed(route, exchange))
                        : new Refusal(HttpStatus.UNAUTHORIZED, NO_TOKEN);
            case Access.Operator _ ->
                who instanceof Identity.Operations ? null : new Refusal(HttpStatus.UNAUTHORIZED, NO_TOKEN);
        };
    }

    private static @Nullable Refusal ofKey(KeyType type, Identity.Shop shop, ServerWebExchange exchange) {
        Caller caller = shop.key().caller();
        if (caller.keyType() != type) {
            return forbidden(
                    type == KeyType.PUBLISHABLE
                            ? "Secret keys prohibited on public endpoints"
                            : "Publishable keys prohibited on private endpoints",
                    "Wrong type of key for this endpoint");
        }
        String origin = exchange.getRequest().getHeaders().getOrigin();
        List<String> allowed = shop.key().origins();
        // The list is against other shops' pages. Programs can send any origin, or none.
        return type == KeyType.SECRET || origin == null || allowed.isEmpty() || allowed.contains(origin)
                ? null
                : forbidden("This key does not work on pages from " + origin, "Origin is not in the key's list");
    }

    /** Whether the organization goes without saying, or would have to. */
    private static boolean isUnnamed(Route route, ServerWebExchange exchange) {
        return !route.namesOrganization()
                && exchange.getRequest().getHeaders().getFirst(Authenticator.ORGANIZATION) == null;
    }

    private static @Nullable Refusal ofMember(Access.May may, @Nullable Member member, boolean unnamed) {
        if (member == null) {
            return unnamed
                    ? new Refusal(HttpStatus.BAD_REQUEST, NO_ORGANIZATION)
                    : new Refusal(HttpStatus.NOT_FOUND, NO_SUCH_ORGANIZATION);
        }
        return member.role().may(may.permission())
                ? null
                : forbidden(
                        "This takes the role %s or more"
                                .formatted(may.permission().least()),
                        "The role %s is not enough".formatted(member.role()));
    }

    private static Refusal forbidden(String message, String error) {
        return new Refusal(HttpStatus.FORBIDDEN, Failure.of(message, error));
    }

    /** Answers a request that may not pass. */
    Mono<Void> refuse(ServerWebExchange exchange, @Nullable Authentication authentication) {
        Refusal refusal = refusal(exchange, authentication);
        if (refusal == null) {
            return Mono.error(new IllegalStateException("nothing to refuse"));
        }
        return answer(exchange, refusal);
    }

    Mono<Void> answer(ServerWebExchange exchange, Refusal refusal) {
        var response = exchange.getResponse();
        if (refusal.status() == HttpStatus.METHOD_NOT_ALLOWED) {
            response.getHeaders().setAllow(Routes.methods(Routes.at(exchange)));
        }
        return drain(exchange).then(responses.write(response, refusal.status(), refusal.failure()));
    }

    /** What nobody reads of a body stays in the connection, before whatever is asked next on it. */
    private static Mono<Void> drain(ServerWebExchange exchange) {
        return exchange.getRequest()
                .getBody()
                .doOnNext(DataBufferUtils::release)
                .then()
                .timeout(LONGEST_DRAIN)
                .onErrorComplete();
    }
}
