package com.lehnz.security;

import static com.lehnz.accounts.Permission.AUDIT;
import static com.lehnz.accounts.Permission.KEYS;
import static com.lehnz.accounts.Permission.MEMBERS;
import static com.lehnz.accounts.Permission.OWNERSHIP;
import static com.lehnz.accounts.Permission.READ;
import static com.lehnz.accounts.Permission.RUN;
import static com.lehnz.accounts.Permission.SETTINGS;

import com.lehnz.accounts.KeyType;
import com.lehnz.accounts.Permission;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;

/** Every route of the service and who may take it. What is not listed here does not exist for anybody. */
final class Routes {
    private static final Access ANYONE = new Access.Anyone();
    private static final Access SIGN_IN = new Access.SignIn();
    private static final Access GUEST = new Access.Guest();
    private static final Access PERSON = new Access.Person();
    private static final Access PASSWORD = new Access.Password();
    private static final Access OPERATOR = new Access.Operator();

    /** What a browser needs. */
    private static final Access PUBLISHABLE = new Access.Key(KeyType.PUBLISHABLE);

    /** What only a shop's own servers may do. */
    private static final Access SECRET = new Access.Key(KeyType.SECRET);

    static final List<Route> ALL = List.of(
            post("/v1/recommend", PUBLISHABLE),
            post("/recommend", PUBLISHABLE),
            post("/recommend/session", PUBLISHABLE),
            post("/recommend/basket", PUBLISHABLE),
            post("/recommend/price_optimized", PUBLISHABLE),
            get("/item/{item_id}", PUBLISHABLE),
            post("/v1/ingest/events/ingest", PUBLISHABLE),
            post("/api/v1/events/ingest", PUBLISHABLE),
            post("/v1/ingest/items/upsert", SECRET),
            post("/api/v1/items/upsert", SECRET),
            post("/v1/ingest/users/upsert", SECRET),
            post("/api/v1/users/upsert", SECRET),
            //
            post("/auth/register", SIGN_IN),
            post("/auth/login", SIGN_IN),
            post("/auth/accept-invitation", SIGN_IN),
            post("/auth/refresh", GUEST),
            post("/auth/logout", PERSON),
            get("/me", PERSON),
            post("/me/password", PASSWORD),
            post("/orgs", PERSON),
            //
            delete("/orgs/{org}", may(OWNERSHIP)),
            get("/orgs/{org}/settings", may(SETTINGS)),
            patch("/orgs/{org}/settings", may(SETTINGS)),
            get("/orgs/{org}/settings/weights", may(SETTINGS)),
            put("/orgs/{org}/settings/weights", may(SETTINGS)),
            get("/orgs/{org}/members", may(READ)),
            delete("/orgs/{org}/members/me", may(READ)),
            patch("/orgs/{org}/members/{person}", may(MEMBERS)),
            delete("/orgs/{org}/members/{person}", may(MEMBERS)),
            get("/orgs/{org}/invitations", may(MEMBERS)),
            post("/orgs/{org}/invitations", may(MEMBERS)),
            delete("/orgs/{org}/invitations/{invitation}", may(MEMBERS)),
            get("/orgs/{org}/keys", may(KEYS)),
            post("/orgs/{org}/keys", may(KEYS)),
            patch("/orgs/{org}/keys/{key}", may(KEYS)),
            post("/orgs/{org}/keys/{key}/rotate", may(KEYS)),
            delete("/orgs/{org}/keys/{key}", may(KEYS)),
            get("/orgs/{org}/audit", may(AUDIT)),
            get("/orgs/{org}/analytics", may(READ)),
            //
            post("/upload/items", may(RUN)),
            post("/upload/users", may(RUN)),
            post("/upload/events", may(RUN)),
            get("/imports", may(READ)),
            get("/imports/{import}", may(READ)),
            get("/imports/{import}/events", may(READ)),
            //
            get("/actuator/health", ANYONE),
            get("/actuator/health/liveness", ANYONE),
            get("/actuator/health/readiness", ANYONE),
            get("/actuator/prometheus", OPERATOR),
            get("/v3/api-docs/**", ANYONE),
            get("/swagger-ui.html", ANYONE),
            get("/swagger-ui/**", ANYONE),
            get("/webjars/**", ANYONE));

    private static final String ATTRIBUTE = Routes.class.getName();

    private Routes() {}

    /** Those of a request's path, looked up once: several filters ask. */
    private record Matching(List<Route> routes) {}

    /** The route that a request takes; null where it takes none. The first that fits is it. */
    static @Nullable Route of(ServerWebExchange exchange) {
        HttpMethod method = exchange.getRequest().getMethod();
        for (Route route : at(exchange)) {
            if (route.takes(method)) {
                return route;
            }
        }
        return null;
    }

    /** Those of the request's path, whatever the method. */
    static List<Route> at(ServerWebExchange exchange) {
        if (exchange.getAttribute(ATTRIBUTE) instanceof Matching(List<Route> routes)) {
            return routes;
        }
        var path = exchange.getRequest().getPath().pathWithinApplication();
        List<Route> routes =
                ALL.stream().filter(route -> route.path().matches(path)).toList();
        exchange.getAttributes().put(ATTRIBUTE, new Matching(routes));
        return routes;
    }

    static Set<HttpMethod> methods(List<Route> routes) {
        Set<HttpMethod> methods = new TreeSet<>();
        routes.forEach(route -> methods.add(route.method()));
        return methods;
    }

    /** The route of an operation of the OpenAPI document. */
    static Route documented(HttpMethod method, String path) {
        return ALL.stream()
                .filter(route -> route.method().equals(method)
                        && Objects.equals(route.path().getPatternString(), path))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("%s %s has no line in the table of routes".formatted(method, path)));
    }

    private static Access may(Permission permission) {
        return new Access.May(permission);
    }

    private static Route get(String path, Access access) {
        return Route.of(HttpMethod.GET, path, access);
    }

    private static Route put(String path, Access access) {
        return Route.of(HttpMethod.PUT, path, access);
    }

    private static Route post(String path, Access access) {
        return Route.of(HttpMethod.POST, path, access);
    }

    private static Route patch(String path, Access access) {
        return Route.of(HttpMethod.PATCH, path, access);
    }

    private static Route delete(String path, Access access) {
        return Route.of(HttpMethod.DELETE, path, access);
    }
}
